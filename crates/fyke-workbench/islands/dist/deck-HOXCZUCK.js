import{a as Ns,b as Bs}from"./chunk-CI7ZSFCW.js";import{h as yh}from"./chunk-725ODYVQ.js";import{a as uh,d as dh,e as hh,f as _n,g as Fs,h as he,i as zs,j as ph,k as gh,l as ce,m as cr,o as ml,q as Fe,r as Us,s as mh}from"./chunk-PNBI4R5D.js";import{a as yt,b as ai,c as lh,e as ci,f as Ds,g as hl,h as pl,j as be,m as fh,n as gl,z as on}from"./chunk-JNZD7HXM.js";var I0=yt((FV,Ou)=>{"use strict";Ou.exports=nc;Ou.exports.default=nc;function nc(t,e,n){n=n||2;var i=e&&e.length,r=i?e[0]*n:t.length,o=T0(t,0,r,n,!0),s=[];if(!o||o.next===o.prev)return s;var a,c,l,f,u,d,h;if(i&&(o=SE(t,e,o,n)),t.length>80*n){a=l=t[0],c=f=t[1];for(var p=n;p<r;p+=n)u=t[p],d=t[p+1],u<a&&(a=u),d<c&&(c=d),u>l&&(l=u),d>f&&(f=d);h=Math.max(l-a,f-c),h=h!==0?32767/h:0}return zo(o,s,n,a,c,h,0),s}function T0(t,e,n,i,r){var o,s;if(r===Iu(t,e,n,i)>0)for(o=e;o<n;o+=i)s=E0(o,t[o],t[o+1],s);else for(o=n-i;o>=e;o-=i)s=E0(o,t[o],t[o+1],s);return s&&ic(s,s.next)&&(Bo(s),s=s.next),s}function jn(t,e){if(!t)return t;e||(e=t);var n=t,i;do if(i=!1,!n.steiner&&(ic(n,n.next)||Q(n.prev,n,n.next)===0)){if(Bo(n),n=e=n.prev,n===n.next)break;i=!0}else n=n.next;while(i||n!==e);return e}function zo(t,e,n,i,r,o,s){if(t){!s&&o&&AE(t,i,r,o);for(var a=t,c,l;t.prev!==t.next;){if(c=t.prev,l=t.next,o?_E(t,i,r,o):wE(t)){e.push(c.i/n|0),e.push(t.i/n|0),e.push(l.i/n|0),Bo(t),t=l.next,a=l.next;continue}if(t=l,t===a){s?s===1?(t=PE(jn(t),e,n),zo(t,e,n,i,r,o,2)):s===2&&CE(t,e,n,i,r,o):zo(jn(t),e,n,i,r,o,1);break}}}}function wE(t){var e=t.prev,n=t,i=t.next;if(Q(e,n,i)>=0)return!1;for(var r=e.x,o=n.x,s=i.x,a=e.y,c=n.y,l=i.y,f=r<o?r<s?r:s:o<s?o:s,u=a<c?a<l?a:l:c<l?c:l,d=r>o?r>s?r:s:o>s?o:s,h=a>c?a>l?a:l:c>l?c:l,p=i.next;p!==e;){if(p.x>=f&&p.x<=d&&p.y>=u&&p.y<=h&&zi(r,a,o,c,s,l,p.x,p.y)&&Q(p.prev,p,p.next)>=0)return!1;p=p.next}return!0}function _E(t,e,n,i){var r=t.prev,o=t,s=t.next;if(Q(r,o,s)>=0)return!1;for(var a=r.x,c=o.x,l=s.x,f=r.y,u=o.y,d=s.y,h=a<c?a<l?a:l:c<l?c:l,p=f<u?f<d?f:d:u<d?u:d,m=a>c?a>l?a:l:c>l?c:l,g=f>u?f>d?f:d:u>d?u:d,x=Lu(h,p,e,n,i),b=Lu(m,g,e,n,i),v=t.prevZ,y=t.nextZ;v&&v.z>=x&&y&&y.z<=b;){if(v.x>=h&&v.x<=m&&v.y>=p&&v.y<=g&&v!==r&&v!==s&&zi(a,f,c,u,l,d,v.x,v.y)&&Q(v.prev,v,v.next)>=0||(v=v.prevZ,y.x>=h&&y.x<=m&&y.y>=p&&y.y<=g&&y!==r&&y!==s&&zi(a,f,c,u,l,d,y.x,y.y)&&Q(y.prev,y,y.next)>=0))return!1;y=y.nextZ}for(;v&&v.z>=x;){if(v.x>=h&&v.x<=m&&v.y>=p&&v.y<=g&&v!==r&&v!==s&&zi(a,f,c,u,l,d,v.x,v.y)&&Q(v.prev,v,v.next)>=0)return!1;v=v.prevZ}for(;y&&y.z<=b;){if(y.x>=h&&y.x<=m&&y.y>=p&&y.y<=g&&y!==r&&y!==s&&zi(a,f,c,u,l,d,y.x,y.y)&&Q(y.prev,y,y.next)>=0)return!1;y=y.nextZ}return!0}function PE(t,e,n){var i=t;do{var r=i.prev,o=i.next.next;!ic(r,o)&&L0(r,i,i.next,o)&&No(r,o)&&No(o,r)&&(e.push(r.i/n|0),e.push(i.i/n|0),e.push(o.i/n|0),Bo(i),Bo(i.next),i=t=o),i=i.next}while(i!==t);return jn(i)}function CE(t,e,n,i,r,o){var s=t;do{for(var a=s.next.next;a!==s.prev;){if(s.i!==a.i&&kE(s,a)){var c=A0(s,a);s=jn(s,s.next),c=jn(c,c.next),zo(s,e,n,i,r,o,0),zo(c,e,n,i,r,o,0);return}a=a.next}s=s.next}while(s!==t)}function SE(t,e,n,i){var r=[],o,s,a,c,l;for(o=0,s=e.length;o<s;o++)a=e[o]*i,c=o<s-1?e[o+1]*i:t.length,l=T0(t,a,c,i,!1),l===l.next&&(l.steiner=!0),r.push(OE(l));for(r.sort(ME),o=0;o<r.length;o++)n=EE(r[o],n);return n}function ME(t,e){return t.x-e.x}function EE(t,e){var n=TE(t,e);if(!n)return e;var i=A0(n,t);return jn(i,i.next),jn(n,n.next)}function TE(t,e){var n=e,i=t.x,r=t.y,o=-1/0,s;do{if(r<=n.y&&r>=n.next.y&&n.next.y!==n.y){var a=n.x+(r-n.y)*(n.next.x-n.x)/(n.next.y-n.y);if(a<=i&&a>o&&(o=a,s=n.x<n.next.x?n:n.next,a===i))return s}n=n.next}while(n!==e);if(!s)return null;var c=s,l=s.x,f=s.y,u=1/0,d;n=s;do i>=n.x&&n.x>=l&&i!==n.x&&zi(r<f?i:o,r,l,f,r<f?o:i,r,n.x,n.y)&&(d=Math.abs(r-n.y)/(i-n.x),No(n,t)&&(d<u||d===u&&(n.x>s.x||n.x===s.x&&LE(s,n)))&&(s=n,u=d)),n=n.next;while(n!==c);return s}function LE(t,e){return Q(t.prev,t,e.prev)<0&&Q(e.next,t,t.next)<0}function AE(t,e,n,i){var r=t;do r.z===0&&(r.z=Lu(r.x,r.y,e,n,i)),r.prevZ=r.prev,r.nextZ=r.next,r=r.next;while(r!==t);r.prevZ.nextZ=null,r.prevZ=null,IE(r)}function IE(t){var e,n,i,r,o,s,a,c,l=1;do{for(n=t,t=null,o=null,s=0;n;){for(s++,i=n,a=0,e=0;e<l&&(a++,i=i.nextZ,!!i);e++);for(c=l;a>0||c>0&&i;)a!==0&&(c===0||!i||n.z<=i.z)?(r=n,n=n.nextZ,a--):(r=i,i=i.nextZ,c--),o?o.nextZ=r:t=r,r.prevZ=o,o=r;n=i}o.nextZ=null,l*=2}while(s>1);return t}function Lu(t,e,n,i,r){return t=(t-n)*r|0,e=(e-i)*r|0,t=(t|t<<8)&16711935,t=(t|t<<4)&252645135,t=(t|t<<2)&858993459,t=(t|t<<1)&1431655765,e=(e|e<<8)&16711935,e=(e|e<<4)&252645135,e=(e|e<<2)&858993459,e=(e|e<<1)&1431655765,t|e<<1}function OE(t){var e=t,n=t;do(e.x<n.x||e.x===n.x&&e.y<n.y)&&(n=e),e=e.next;while(e!==t);return n}function zi(t,e,n,i,r,o,s,a){return(r-s)*(e-a)>=(t-s)*(o-a)&&(t-s)*(i-a)>=(n-s)*(e-a)&&(n-s)*(o-a)>=(r-s)*(i-a)}function kE(t,e){return t.next.i!==e.i&&t.prev.i!==e.i&&!RE(t,e)&&(No(t,e)&&No(e,t)&&DE(t,e)&&(Q(t.prev,t,e.prev)||Q(t,e.prev,e))||ic(t,e)&&Q(t.prev,t,t.next)>0&&Q(e.prev,e,e.next)>0)}function Q(t,e,n){return(e.y-t.y)*(n.x-e.x)-(e.x-t.x)*(n.y-e.y)}function ic(t,e){return t.x===e.x&&t.y===e.y}function L0(t,e,n,i){var r=tc(Q(t,e,n)),o=tc(Q(t,e,i)),s=tc(Q(n,i,t)),a=tc(Q(n,i,e));return!!(r!==o&&s!==a||r===0&&ec(t,n,e)||o===0&&ec(t,i,e)||s===0&&ec(n,t,i)||a===0&&ec(n,e,i))}function ec(t,e,n){return e.x<=Math.max(t.x,n.x)&&e.x>=Math.min(t.x,n.x)&&e.y<=Math.max(t.y,n.y)&&e.y>=Math.min(t.y,n.y)}function tc(t){return t>0?1:t<0?-1:0}function RE(t,e){var n=t;do{if(n.i!==t.i&&n.next.i!==t.i&&n.i!==e.i&&n.next.i!==e.i&&L0(n,n.next,t,e))return!0;n=n.next}while(n!==t);return!1}function No(t,e){return Q(t.prev,t,t.next)<0?Q(t,e,t.next)>=0&&Q(t,t.prev,e)>=0:Q(t,e,t.prev)<0||Q(t,t.next,e)<0}function DE(t,e){var n=t,i=!1,r=(t.x+e.x)/2,o=(t.y+e.y)/2;do n.y>o!=n.next.y>o&&n.next.y!==n.y&&r<(n.next.x-n.x)*(o-n.y)/(n.next.y-n.y)+n.x&&(i=!i),n=n.next;while(n!==t);return i}function A0(t,e){var n=new Au(t.i,t.x,t.y),i=new Au(e.i,e.x,e.y),r=t.next,o=e.prev;return t.next=e,e.prev=t,n.next=r,r.prev=n,i.next=n,n.prev=i,o.next=i,i.prev=o,i}function E0(t,e,n,i){var r=new Au(t,e,n);return i?(r.next=i.next,r.prev=i,i.next.prev=r,i.next=r):(r.prev=r,r.next=r),r}function Bo(t){t.next.prev=t.prev,t.prev.next=t.next,t.prevZ&&(t.prevZ.nextZ=t.nextZ),t.nextZ&&(t.nextZ.prevZ=t.prevZ)}function Au(t,e,n){this.i=t,this.x=e,this.y=n,this.prev=null,this.next=null,this.z=0,this.prevZ=null,this.nextZ=null,this.steiner=!1}nc.deviation=function(t,e,n,i){var r=e&&e.length,o=r?e[0]*n:t.length,s=Math.abs(Iu(t,0,o,n));if(r)for(var a=0,c=e.length;a<c;a++){var l=e[a]*n,f=a<c-1?e[a+1]*n:t.length;s-=Math.abs(Iu(t,l,f,n))}var u=0;for(a=0;a<i.length;a+=3){var d=i[a]*n,h=i[a+1]*n,p=i[a+2]*n;u+=Math.abs((t[d]-t[p])*(t[h+1]-t[d+1])-(t[d]-t[h])*(t[p+1]-t[d+1]))}return s===0&&u===0?0:Math.abs((u-s)/s)};function Iu(t,e,n,i){for(var r=0,o=e,s=n-i;o<n;o+=i)r+=(t[s]-t[o])*(t[o+1]+t[s+1]),s=o;return r}nc.flatten=function(t){for(var e=t[0][0].length,n={vertices:[],holes:[],dimensions:e},i=0,r=0;r<t.length;r++){for(var o=0;o<t[r].length;o++)for(var s=0;s<e;s++)n.vertices.push(t[r][o][s]);r>0&&(i+=t[r-1].length,n.holes.push(i))}return n}});var t1=yt((e1,jd)=>{(function(t,e,n){function i(a){var c=this,l=s();c.next=function(){var f=2091639*c.s0+c.c*23283064365386963e-26;return c.s0=c.s1,c.s1=c.s2,c.s2=f-(c.c=f|0)},c.c=1,c.s0=l(" "),c.s1=l(" "),c.s2=l(" "),c.s0-=l(a),c.s0<0&&(c.s0+=1),c.s1-=l(a),c.s1<0&&(c.s1+=1),c.s2-=l(a),c.s2<0&&(c.s2+=1),l=null}function r(a,c){return c.c=a.c,c.s0=a.s0,c.s1=a.s1,c.s2=a.s2,c}function o(a,c){var l=new i(a),f=c&&c.state,u=l.next;return u.int32=function(){return l.next()*4294967296|0},u.double=function(){return u()+(u()*2097152|0)*11102230246251565e-32},u.quick=u,f&&(typeof f=="object"&&r(f,l),u.state=function(){return r(l,{})}),u}function s(){var a=4022871197,c=function(l){l=String(l);for(var f=0;f<l.length;f++){a+=l.charCodeAt(f);var u=.02519603282416938*a;a=u>>>0,u-=a,u*=a,a=u>>>0,u-=a,a+=u*4294967296}return(a>>>0)*23283064365386963e-26};return c}e&&e.exports?e.exports=o:n&&n.amd?n(function(){return o}):this.alea=o})(e1,typeof jd=="object"&&jd,typeof define=="function"&&define)});var i1=yt((n1,Vd)=>{(function(t,e,n){function i(s){var a=this,c="";a.x=0,a.y=0,a.z=0,a.w=0,a.next=function(){var f=a.x^a.x<<11;return a.x=a.y,a.y=a.z,a.z=a.w,a.w^=a.w>>>19^f^f>>>8},s===(s|0)?a.x=s:c+=s;for(var l=0;l<c.length+64;l++)a.x^=c.charCodeAt(l)|0,a.next()}function r(s,a){return a.x=s.x,a.y=s.y,a.z=s.z,a.w=s.w,a}function o(s,a){var c=new i(s),l=a&&a.state,f=function(){return(c.next()>>>0)/4294967296};return f.double=function(){do var u=c.next()>>>11,d=(c.next()>>>0)/4294967296,h=(u+d)/(1<<21);while(h===0);return h},f.int32=c.next,f.quick=f,l&&(typeof l=="object"&&r(l,c),f.state=function(){return r(c,{})}),f}e&&e.exports?e.exports=o:n&&n.amd?n(function(){return o}):this.xor128=o})(n1,typeof Vd=="object"&&Vd,typeof define=="function"&&define)});var o1=yt((r1,Gd)=>{(function(t,e,n){function i(s){var a=this,c="";a.next=function(){var f=a.x^a.x>>>2;return a.x=a.y,a.y=a.z,a.z=a.w,a.w=a.v,(a.d=a.d+362437|0)+(a.v=a.v^a.v<<4^(f^f<<1))|0},a.x=0,a.y=0,a.z=0,a.w=0,a.v=0,s===(s|0)?a.x=s:c+=s;for(var l=0;l<c.length+64;l++)a.x^=c.charCodeAt(l)|0,l==c.length&&(a.d=a.x<<10^a.x>>>4),a.next()}function r(s,a){return a.x=s.x,a.y=s.y,a.z=s.z,a.w=s.w,a.v=s.v,a.d=s.d,a}function o(s,a){var c=new i(s),l=a&&a.state,f=function(){return(c.next()>>>0)/4294967296};return f.double=function(){do var u=c.next()>>>11,d=(c.next()>>>0)/4294967296,h=(u+d)/(1<<21);while(h===0);return h},f.int32=c.next,f.quick=f,l&&(typeof l=="object"&&r(l,c),f.state=function(){return r(c,{})}),f}e&&e.exports?e.exports=o:n&&n.amd?n(function(){return o}):this.xorwow=o})(r1,typeof Gd=="object"&&Gd,typeof define=="function"&&define)});var a1=yt((s1,Wd)=>{(function(t,e,n){function i(s){var a=this;a.next=function(){var l=a.x,f=a.i,u,d,h;return u=l[f],u^=u>>>7,d=u^u<<24,u=l[f+1&7],d^=u^u>>>10,u=l[f+3&7],d^=u^u>>>3,u=l[f+4&7],d^=u^u<<7,u=l[f+7&7],u=u^u<<13,d^=u^u<<9,l[f]=d,a.i=f+1&7,d};function c(l,f){var u,d,h=[];if(f===(f|0))d=h[0]=f;else for(f=""+f,u=0;u<f.length;++u)h[u&7]=h[u&7]<<15^f.charCodeAt(u)+h[u+1&7]<<13;for(;h.length<8;)h.push(0);for(u=0;u<8&&h[u]===0;++u);for(u==8?d=h[7]=-1:d=h[u],l.x=h,l.i=0,u=256;u>0;--u)l.next()}c(a,s)}function r(s,a){return a.x=s.x.slice(),a.i=s.i,a}function o(s,a){s==null&&(s=+new Date);var c=new i(s),l=a&&a.state,f=function(){return(c.next()>>>0)/4294967296};return f.double=function(){do var u=c.next()>>>11,d=(c.next()>>>0)/4294967296,h=(u+d)/(1<<21);while(h===0);return h},f.int32=c.next,f.quick=f,l&&(l.x&&r(l,c),f.state=function(){return r(c,{})}),f}e&&e.exports?e.exports=o:n&&n.amd?n(function(){return o}):this.xorshift7=o})(s1,typeof Wd=="object"&&Wd,typeof define=="function"&&define)});var l1=yt((c1,$d)=>{(function(t,e,n){function i(s){var a=this;a.next=function(){var l=a.w,f=a.X,u=a.i,d,h;return a.w=l=l+1640531527|0,h=f[u+34&127],d=f[u=u+1&127],h^=h<<13,d^=d<<17,h^=h>>>15,d^=d>>>12,h=f[u]=h^d,a.i=u,h+(l^l>>>16)|0};function c(l,f){var u,d,h,p,m,g=[],x=128;for(f===(f|0)?(d=f,f=null):(f=f+"\0",d=0,x=Math.max(x,f.length)),h=0,p=-32;p<x;++p)f&&(d^=f.charCodeAt((p+32)%f.length)),p===0&&(m=d),d^=d<<10,d^=d>>>15,d^=d<<4,d^=d>>>13,p>=0&&(m=m+1640531527|0,u=g[p&127]^=d+m,h=u==0?h+1:0);for(h>=128&&(g[(f&&f.length||0)&127]=-1),h=127,p=512;p>0;--p)d=g[h+34&127],u=g[h=h+1&127],d^=d<<13,u^=u<<17,d^=d>>>15,u^=u>>>12,g[h]=d^u;l.w=m,l.X=g,l.i=h}c(a,s)}function r(s,a){return a.i=s.i,a.w=s.w,a.X=s.X.slice(),a}function o(s,a){s==null&&(s=+new Date);var c=new i(s),l=a&&a.state,f=function(){return(c.next()>>>0)/4294967296};return f.double=function(){do var u=c.next()>>>11,d=(c.next()>>>0)/4294967296,h=(u+d)/(1<<21);while(h===0);return h},f.int32=c.next,f.quick=f,l&&(l.X&&r(l,c),f.state=function(){return r(c,{})}),f}e&&e.exports?e.exports=o:n&&n.amd?n(function(){return o}):this.xor4096=o})(c1,typeof $d=="object"&&$d,typeof define=="function"&&define)});var u1=yt((f1,Yd)=>{(function(t,e,n){function i(s){var a=this,c="";a.next=function(){var f=a.b,u=a.c,d=a.d,h=a.a;return f=f<<25^f>>>7^u,u=u-d|0,d=d<<24^d>>>8^h,h=h-f|0,a.b=f=f<<20^f>>>12^u,a.c=u=u-d|0,a.d=d<<16^u>>>16^h,a.a=h-f|0},a.a=0,a.b=0,a.c=-1640531527,a.d=1367130551,s===Math.floor(s)?(a.a=s/4294967296|0,a.b=s|0):c+=s;for(var l=0;l<c.length+20;l++)a.b^=c.charCodeAt(l)|0,a.next()}function r(s,a){return a.a=s.a,a.b=s.b,a.c=s.c,a.d=s.d,a}function o(s,a){var c=new i(s),l=a&&a.state,f=function(){return(c.next()>>>0)/4294967296};return f.double=function(){do var u=c.next()>>>11,d=(c.next()>>>0)/4294967296,h=(u+d)/(1<<21);while(h===0);return h},f.int32=c.next,f.quick=f,l&&(typeof l=="object"&&r(l,c),f.state=function(){return r(c,{})}),f}e&&e.exports?e.exports=o:n&&n.amd?n(function(){return o}):this.tychei=o})(f1,typeof Yd=="object"&&Yd,typeof define=="function"&&define)});var d1=yt(()=>{});var p1=yt((h1,qc)=>{(function(t,e,n){var i=256,r=6,o=52,s="random",a=n.pow(i,r),c=n.pow(2,o),l=c*2,f=i-1,u;function d(v,y,w){var _=[];y=y==!0?{entropy:!0}:y||{};var M=g(m(y.entropy?[v,b(e)]:v??x(),3),_),P=new h(_),S=function(){for(var C=P.g(r),L=a,E=0;C<c;)C=(C+E)*i,L*=i,E=P.g(1);for(;C>=l;)C/=2,L/=2,E>>>=1;return(C+E)/L};return S.int32=function(){return P.g(4)|0},S.quick=function(){return P.g(4)/4294967296},S.double=S,g(b(P.S),e),(y.pass||w||function(C,L,E,T){return T&&(T.S&&p(T,P),C.state=function(){return p(P,{})}),E?(n[s]=C,L):C})(S,M,"global"in y?y.global:this==n,y.state)}function h(v){var y,w=v.length,_=this,M=0,P=_.i=_.j=0,S=_.S=[];for(w||(v=[w++]);M<i;)S[M]=M++;for(M=0;M<i;M++)S[M]=S[P=f&P+v[M%w]+(y=S[M])],S[P]=y;(_.g=function(C){for(var L,E=0,T=_.i,O=_.j,N=_.S;C--;)L=N[T=f&T+1],E=E*i+N[f&(N[T]=N[O=f&O+L])+(N[O]=L)];return _.i=T,_.j=O,E})(i)}function p(v,y){return y.i=v.i,y.j=v.j,y.S=v.S.slice(),y}function m(v,y){var w=[],_=typeof v,M;if(y&&_=="object")for(M in v)try{w.push(m(v[M],y-1))}catch{}return w.length?w:_=="string"?v:v+"\0"}function g(v,y){for(var w=v+"",_,M=0;M<w.length;)y[f&M]=f&(_^=y[f&M]*19)+w.charCodeAt(M++);return b(y)}function x(){try{var v;return u&&(v=u.randomBytes)?v=v(i):(v=new Uint8Array(i),(t.crypto||t.msCrypto).getRandomValues(v)),b(v)}catch{var y=t.navigator,w=y&&y.plugins;return[+new Date,t,w,t.screen,b(e)]}}function b(v){return String.fromCharCode.apply(0,v)}if(g(n.random(),e),typeof qc=="object"&&qc.exports){qc.exports=d;try{u=d1()}catch{}}else typeof define=="function"&&define.amd?define(function(){return d}):n["seed"+s]=d})(typeof self<"u"?self:h1,[],Math)});var m1=yt((xH,g1)=>{var TA=t1(),LA=i1(),AA=o1(),IA=a1(),OA=l1(),kA=u1(),ii=p1();ii.alea=TA;ii.xor128=LA;ii.xorwow=AA;ii.xorshift7=IA;ii.xor4096=OA;ii.tychei=kA;g1.exports=ii});function sn(t,e){if(!t)throw new Error(e||"loader assertion failed.")}var xt={self:typeof self<"u"&&self,window:typeof window<"u"&&window,global:typeof global<"u"&&global,document:typeof document<"u"&&document},hb=xt.self||xt.window||xt.global||{},pb=xt.window||xt.self||xt.global||{},gb=xt.global||xt.self||xt.window||{},mb=xt.document||{};var Pn=!!(typeof process!="object"||String(process)!=="[object process]"||process.browser);var xh=typeof process<"u"&&process.version&&/v([0-9]*)/.exec(process.version),yb=xh&&parseFloat(xh[1])||0;var yl="4.5.4",xb=yl[0]>="0"&&yl[0]<="9"?`v${yl}`:"";function vb(){let t=new ci({id:"loaders.gl"});return globalThis.loaders||={},globalThis.loaders.log=t,globalThis.loaders.version=xb,globalThis.probe||={},globalThis.probe.loaders=t,t}var xl=vb();var bb=t=>typeof t=="boolean",vt=t=>typeof t=="function",bt=t=>t!==null&&typeof t=="object",js=t=>bt(t)&&t.constructor==={}.constructor;var vl=t=>typeof SharedArrayBuffer<"u"&&t instanceof SharedArrayBuffer,li=t=>bt(t)&&typeof t.byteLength=="number"&&typeof t.slice=="function";var bl=t=>!!t&&vt(t[Symbol.iterator]),wl=t=>!!t&&vt(t[Symbol.asyncIterator]);var $e=t=>typeof Response<"u"&&t instanceof Response||bt(t)&&vt(t.arrayBuffer)&&vt(t.text)&&vt(t.json);var Ye=t=>typeof Blob<"u"&&t instanceof Blob;var vh=t=>typeof ReadableStream<"u"&&t instanceof ReadableStream||bt(t)&&vt(t.tee)&&vt(t.cancel)&&vt(t.getReader);var bh=t=>bt(t)&&vt(t.read)&&vt(t.pipe)&&bb(t.readable),lr=t=>vh(t)||bh(t);function _l(t,e){return wh(t||{},e)}function wh(t,e,n=0){if(n>3)return e;let i={...t};for(let[r,o]of Object.entries(e))o&&typeof o=="object"&&!Array.isArray(o)?i[r]=wh(i[r]||{},e[r],n+1):i[r]=e[r];return i}var _h="latest";function wb(){return globalThis._loadersgl_?.version||(globalThis._loadersgl_=globalThis._loadersgl_||{},globalThis._loadersgl_.version="4.5.4"),globalThis._loadersgl_.version}var Ph=wb();function Oe(t,e){if(!t)throw new Error(e||"loaders.gl assertion failed.")}var wt={self:typeof self<"u"&&self,window:typeof window<"u"&&window,global:typeof global<"u"&&global,document:typeof document<"u"&&document},c4=wt.self||wt.window||wt.global||{},l4=wt.window||wt.self||wt.global||{},f4=wt.global||wt.self||wt.window||{},u4=wt.document||{};var Ze=typeof process!="object"||String(process)!=="[object process]"||process.browser;var Sh=typeof window<"u"&&typeof window.orientation<"u",Ch=typeof process<"u"&&process.version&&/v([0-9]*)/.exec(process.version),d4=Ch&&parseFloat(Ch[1])||0;var fr=class{name;workerThread;isRunning=!0;result;_resolve=()=>{};_reject=()=>{};constructor(e,n){this.name=e,this.workerThread=n,this.result=new Promise((i,r)=>{this._resolve=i,this._reject=r})}postMessage(e,n){this.workerThread.postMessage({source:"loaders.gl",type:e,payload:n})}done(e){Oe(this.isRunning),this.isRunning=!1,this._resolve(e)}error(e){Oe(this.isRunning),this.isRunning=!1,this._reject(e)}};var fi=class{terminate(){}};var Pl=new Map;function Mh(t){Oe(t.source&&!t.url||!t.source&&t.url);let e=Pl.get(t.source||t.url);return e||(t.url&&(e=_b(t.url),Pl.set(t.url,e)),t.source&&(e=Eh(t.source),Pl.set(t.source,e))),Oe(e),e}function _b(t){if(!t.startsWith("http"))return t;let e=Pb(t);return Eh(e)}function Eh(t){let e=new Blob([t],{type:"application/javascript"});return URL.createObjectURL(e)}function Pb(t){return`try {
  importScripts('${t}');
} catch (error) {
  console.error(error);
  throw error;
}`}function Cl(t,e=!0,n){let i=n||new Set;if(t){if(Th(t))i.add(t);else if(Th(t.buffer))i.add(t.buffer);else if(!ArrayBuffer.isView(t)){if(e&&typeof t=="object")for(let r in t)Cl(t[r],e,i)}}return n===void 0?Array.from(i):[]}function Th(t){return t?t instanceof ArrayBuffer||typeof MessagePort<"u"&&t instanceof MessagePort||typeof ImageBitmap<"u"&&t instanceof ImageBitmap||typeof OffscreenCanvas<"u"&&t instanceof OffscreenCanvas:!1}var Sl=()=>{},an=class{name;source;url;terminated=!1;worker;onMessage;onError;_loadableURL="";static isSupported(){return typeof Worker<"u"&&Ze||typeof fi<"u"&&!Ze}constructor(e){let{name:n,source:i,url:r}=e;Oe(i||r),this.name=n,this.source=i,this.url=r,this.onMessage=Sl,this.onError=o=>console.log(o),this.worker=Ze?this._createBrowserWorker():this._createNodeWorker()}destroy(){this.onMessage=Sl,this.onError=Sl,this.worker.terminate(),this.terminated=!0}get isRunning(){return!!this.onMessage}postMessage(e,n){n=n||Cl(e),this.worker.postMessage(e,n)}_getErrorFromErrorEvent(e){let n="Failed to load ";return n+=`worker ${this.name} from ${this.url}. `,e.message&&(n+=`${e.message} in `),e.lineno&&(n+=`:${e.lineno}:${e.colno}`),new Error(n)}_createBrowserWorker(){this._loadableURL=Mh({source:this.source,url:this.url});let e=new Worker(this._loadableURL,{name:this.name});return e.onmessage=n=>{n.data?this.onMessage(n.data):this.onError(new Error("No data received"))},e.onerror=n=>{this.onError(this._getErrorFromErrorEvent(n)),this.terminated=!0},e.onmessageerror=n=>console.error(n),e}_createNodeWorker(){let e;if(this.url){let i=this.url.includes(":/")||this.url.startsWith("/")?this.url:`./${this.url}`,r=this.url.endsWith(".ts")||this.url.endsWith(".mjs")?"module":"commonjs";e=new fi(i,{eval:!1,type:r})}else if(this.source)e=new fi(this.source,{eval:!0});else throw new Error("no worker");return e.on("message",n=>{this.onMessage(n)}),e.on("error",n=>{this.onError(n)}),e.on("exit",n=>{}),e}};var ur=class{name="unnamed";source;url;maxConcurrency=1;maxMobileConcurrency=1;onDebug=()=>{};reuseWorkers=!0;props={};jobQueue=[];idleQueue=[];count=0;isDestroyed=!1;static isSupported(){return an.isSupported()}constructor(e){this.source=e.source,this.url=e.url,this.setProps(e)}destroy(){this.idleQueue.forEach(e=>e.destroy()),this.isDestroyed=!0}setProps(e){this.props={...this.props,...e},e.name!==void 0&&(this.name=e.name),e.maxConcurrency!==void 0&&(this.maxConcurrency=e.maxConcurrency),e.maxMobileConcurrency!==void 0&&(this.maxMobileConcurrency=e.maxMobileConcurrency),e.reuseWorkers!==void 0&&(this.reuseWorkers=e.reuseWorkers),e.onDebug!==void 0&&(this.onDebug=e.onDebug)}async startJob(e,n=(r,o,s)=>r.done(s),i=(r,o)=>r.error(o)){let r=new Promise(o=>(this.jobQueue.push({name:e,onMessage:n,onError:i,onStart:o}),this));return this._startQueuedJob(),await r}async _startQueuedJob(){if(!this.jobQueue.length)return;let e=this._getAvailableWorker();if(!e)return;let n=this.jobQueue.shift();if(n){this.onDebug({message:"Starting job",name:n.name,workerThread:e,backlog:this.jobQueue.length});let i=new fr(n.name,e);e.onMessage=r=>n.onMessage(i,r.type,r.payload),e.onError=r=>n.onError(i,r),n.onStart(i);try{await i.result}catch(r){console.error(`Worker exception: ${r}`)}finally{this.returnWorkerToQueue(e)}}}returnWorkerToQueue(e){!Ze||this.isDestroyed||!this.reuseWorkers||this.count>this._getMaxConcurrency()?(e.destroy(),this.count--):this.idleQueue.push(e),this.isDestroyed||this._startQueuedJob()}_getAvailableWorker(){if(this.idleQueue.length>0)return this.idleQueue.shift()||null;if(this.count<this._getMaxConcurrency()){this.count++;let e=`${this.name.toLowerCase()} (#${this.count} of ${this.maxConcurrency})`;return new an({name:e,source:this.source,url:this.url})}return null}_getMaxConcurrency(){return Sh?this.maxMobileConcurrency:this.maxConcurrency}};var Cb={maxConcurrency:3,maxMobileConcurrency:1,reuseWorkers:!0,onDebug:()=>{}},Cn=class t{props;workerPools=new Map;static _workerFarm;static isSupported(){return an.isSupported()}static getWorkerFarm(e={}){return t._workerFarm=t._workerFarm||new t({}),t._workerFarm.setProps(e),t._workerFarm}constructor(e){this.props={...Cb},this.setProps(e),this.workerPools=new Map}destroy(){for(let e of this.workerPools.values())e.destroy();this.workerPools=new Map}setProps(e){this.props={...this.props,...e};for(let n of this.workerPools.values())n.setProps(this._getWorkerPoolProps())}getWorkerPool(e){let{name:n,source:i,url:r}=e,o=this.workerPools.get(n);return o||(o=new ur({name:n,source:i,url:r}),o.setProps(this._getWorkerPoolProps()),this.workerPools.set(n,o)),o}_getWorkerPoolProps(){return{maxConcurrency:this.props.maxConcurrency,maxMobileConcurrency:this.props.maxMobileConcurrency,reuseWorkers:this.props.reuseWorkers,onDebug:this.props.onDebug}}};function Ml(t,e={}){let n=e[t.id]||{},i=Ze?t.workerFile||`${t.id}-worker.js`:`${t.id}-worker-node.js`,r=n.workerUrl;if(!r&&t.id==="compression"&&(r=e.workerUrl),(e._workerType||e?.core?._workerType)==="test"&&(Ze?r=`modules/${t.module}/dist/${i}`:r=`modules/${t.module}/src/workers/${t.id}-worker-node.ts`),!r){let s=t.version;s==="latest"&&(s=_h);let a=s?`@${s}`:"";r=`https://unpkg.com/@loaders.gl/${t.module}${a}/dist/${i}`}return Oe(r),r}function El(t,e=Ph){Oe(t,"no worker provided");let n=t.version;return!(!e||!n)}function Tl(t,e){if(!Cn.isSupported())return!1;let n=e?._nodeWorkers??e?.core?._nodeWorkers;if(!Ze&&!n)return!1;let i=e?.worker??e?.core?.worker;return!!(t.worker&&i)}async function Ll(t,e,n,i,r){let o=t.id,s=Ml(t,n),c=Cn.getWorkerFarm(n?.core).getWorkerPool({name:o,url:s});n=JSON.parse(JSON.stringify(n||{})),n._workerLoaderId=t.id,i=JSON.parse(JSON.stringify(i||{}));let l=await c.startJob("process-on-worker",Sb.bind(null,r));return l.postMessage("process",{input:e,options:n,context:i}),await(await l.result).result}async function Sb(t,e,n,i){switch(n){case"done":e.done(i);break;case"error":e.error(new Error(i.error));break;case"process":let{id:r,input:o,options:s}=i;try{let a=await t(o,s);e.postMessage("done",{id:r,result:a})}catch(a){let c=a instanceof Error?a.message:"unknown error";e.postMessage("error",{id:r,error:c})}break;default:console.warn(`parse-with-worker unknown message ${n}`)}}function Al(t,e,n){if(n=n||t.byteLength,t.byteLength<n||e.byteLength<n)return!1;let i=new Uint8Array(t),r=new Uint8Array(e);for(let o=0;o<i.length;++o)if(i[o]!==r[o])return!1;return!0}function Il(...t){return Lh(t)}function Lh(t){let e=t.map(o=>o instanceof ArrayBuffer?new Uint8Array(o):o),n=e.reduce((o,s)=>o+s.byteLength,0),i=new Uint8Array(n),r=0;for(let o of e)i.set(o,r),r+=o.byteLength;return i.buffer}async function Ol(t){let e=[];for await(let n of t)e.push(Mb(n));return Il(...e)}function Mb(t){if(t instanceof ArrayBuffer)return t;if(ArrayBuffer.isView(t)){let{buffer:e,byteOffset:n,byteLength:i}=t;return Ah(e,n,i)}return Ah(t)}function Ah(t,e=0,n=t.byteLength-e){let i=new Uint8Array(t,e,n),r=new Uint8Array(i.length);return r.set(i),r.buffer}var Eb="",Ih={};function kl(t){for(let e in Ih)if(t.startsWith(e)){let n=Ih[e];t=t.replace(e,n)}return!t.startsWith("http://")&&!t.startsWith("https://")&&(t=`${Eb}${t}`),t}function Gs(t){return t&&typeof t=="object"&&t.isBuffer}function ui(t){if(Gs(t))return t;if(t instanceof ArrayBuffer)return t;if(vl(t))return Vs(t);if(ArrayBuffer.isView(t)){let e=t.buffer;return t.byteOffset===0&&t.byteLength===t.buffer.byteLength?e:e.slice(t.byteOffset,t.byteOffset+t.byteLength)}if(typeof t=="string"){let e=t;return new TextEncoder().encode(e).buffer}if(t&&typeof t=="object"&&t._toArrayBuffer)return t._toArrayBuffer();throw new Error("toArrayBuffer")}function dr(t){if(t instanceof ArrayBuffer)return t;if(vl(t))return Vs(t);let{buffer:e,byteOffset:n,byteLength:i}=t;return e instanceof ArrayBuffer&&n===0&&i===e.byteLength?e:Vs(e,n,i)}function Vs(t,e=0,n=t.byteLength-e){let i=new Uint8Array(t,e,n),r=new Uint8Array(i.length);return r.set(i),r.buffer}function Rl(t){return ArrayBuffer.isView(t)?t:new Uint8Array(t)}var Dt={};ai(Dt,{dirname:()=>Lb,filename:()=>Tb,join:()=>Ab,resolve:()=>Ib});function Oh(){if(typeof process<"u"&&typeof process.cwd<"u")return process.cwd();let t=window.location?.pathname;return t?.slice(0,t.lastIndexOf("/")+1)||""}function Tb(t){let e=t?t.lastIndexOf("/"):-1;return e>=0?t.substr(e+1):t}function Lb(t){let e=t?t.lastIndexOf("/"):-1;return e>=0?t.substr(0,e):""}function Ab(...t){return t=t.map((n,i)=>(i&&(n=n.replace(new RegExp("^/"),"")),i!==t.length-1&&(n=n.replace(new RegExp("/$"),"")),n)),t.join("/")}function Ib(...t){let e=[];for(let o=0;o<t.length;o++)e[o]=t[o];let n="",i=!1,r;for(let o=e.length-1;o>=-1&&!i;o--){let s;o>=0?s=e[o]:(r===void 0&&(r=Oh()),s=r),s.length!==0&&(n=`${s}/${n}`,i=s.charCodeAt(0)===hr)}return n=Ob(n,!i),i?`/${n}`:n.length>0?n:"."}var hr=47,Dl=46;function Ob(t,e){let n="",i=-1,r=0,o,s=!1;for(let a=0;a<=t.length;++a){if(a<t.length)o=t.charCodeAt(a);else{if(o===hr)break;o=hr}if(o===hr){if(!(i===a-1||r===1))if(i!==a-1&&r===2){if(n.length<2||!s||n.charCodeAt(n.length-1)!==Dl||n.charCodeAt(n.length-2)!==Dl){if(n.length>2){let c=n.length-1,l=c;for(;l>=0&&n.charCodeAt(l)!==hr;--l);if(l!==c){n=l===-1?"":n.slice(0,l),i=a,r=0,s=!1;continue}}else if(n.length===2||n.length===1){n="",i=a,r=0,s=!1;continue}}e&&(n.length>0?n+="/..":n="..",s=!0)}else{let c=t.slice(i+1,a);n.length>0?n+=`/${c}`:n=c,s=!1}i=a,r=0}else o===Dl&&r!==-1?++r:r=-1}return n}var Ws=class extends Error{constructor(e,n){super(e),this.reason=n.reason,this.url=n.url,this.response=n.response}reason;url;response};var Db=/^data:([-\w.]+\/[-\w.+]+)(;|,)/,Fb=/^([-\w.]+\/[-\w.+]+)/;function Fl(t,e){return t.toLowerCase()===e.toLowerCase()}function kh(t){let e=Fb.exec(t);return e?e[1]:t}function zl(t){let e=Db.exec(t);return e?e[1]:""}var Rh=/\?.*/;function Dh(t){let e=t.match(Rh);return e&&e[0]}function cn(t){return t.replace(Rh,"")}function Fh(t){if(t.length<50)return t;let e=t.slice(t.length-15);return`${t.substr(0,32)}...${e}`}function Sn(t){return $e(t)?t.url:Ye(t)?("name"in t?t.name:"")||"":typeof t=="string"?t:""}function di(t){if($e(t)){let e=t.headers.get("content-type")||"",n=cn(t.url);return kh(e)||zl(n)}return Ye(t)?t.type||"":typeof t=="string"?zl(t):""}function zh(t){return $e(t)?t.headers["content-length"]||-1:Ye(t)?t.size:typeof t=="string"?t.length:t instanceof ArrayBuffer||ArrayBuffer.isView(t)?t.byteLength:-1}async function $s(t){if($e(t))return t;let e={},n=zh(t);n>=0&&(e["content-length"]=String(n));let i=Sn(t),r=di(t);r&&(e["content-type"]=r);let o=await Nb(t);o&&(e["x-first-bytes"]=o),typeof t=="string"&&(t=new TextEncoder().encode(t));let s=new Response(t,{headers:e});return Object.defineProperty(s,"url",{value:i}),s}async function Nh(t){if(!t.ok)throw await zb(t)}async function zb(t){let e=Fh(t.url),n=`Failed to fetch resource (${t.status}) ${t.statusText}: ${e}`;n=n.length>100?`${n.slice(0,100)}...`:n;let i={reason:t.statusText,url:t.url,response:t};try{let r=t.headers.get("Content-Type");i.reason=!t.bodyUsed&&r?.includes("application/json")?await t.json():await t.text()}catch{}return new Ws(n,i)}async function Nb(t){if(typeof t=="string")return`data:,${t.slice(0,5)}`;if(t instanceof Blob){let n=t.slice(0,5);return await new Promise(i=>{let r=new FileReader;r.onload=o=>i(o?.target?.result),r.readAsDataURL(n)})}if(t instanceof ArrayBuffer){let n=t.slice(0,5);return`data:base64,${Bb(n)}`}return null}function Bb(t){let e="",n=new Uint8Array(t);for(let i=0;i<n.byteLength;i++)e+=String.fromCharCode(n[i]);return btoa(e)}function Ub(t){return!jb(t)&&!Vb(t)}function jb(t){return t.startsWith("http:")||t.startsWith("https:")}function Vb(t){return t.startsWith("data:")}async function Nl(t,e){if(typeof t=="string"){let n=kl(t);return Ub(n)&&globalThis.loaders?.fetchNode?globalThis.loaders?.fetchNode(n,e):await fetch(n,e)}return await $s(t)}var pr=new ci({id:"loaders.gl"}),Ys=class{log(){return()=>{}}info(){return()=>{}}warn(){return()=>{}}error(){return()=>{}}},Hs=class{console;constructor(){this.console=console}log(...e){return this.console.log.bind(this.console,...e)}info(...e){return this.console.info.bind(this.console,...e)}warn(...e){return this.console.warn.bind(this.console,...e)}error(...e){return this.console.error.bind(this.console,...e)}};var qs={core:{baseUrl:void 0,fetch:null,mimeType:void 0,fallbackMimeType:void 0,ignoreRegisteredLoaders:void 0,nothrow:!1,log:new Hs,useLocalLibraries:!1,CDN:"https://unpkg.com/@loaders.gl",worker:!0,maxConcurrency:3,maxMobileConcurrency:1,reuseWorkers:Pn,_nodeWorkers:!1,_workerType:"",limit:0,_limitMB:0,batchSize:"auto",batchDebounceMs:0,metadata:!1,transforms:[]}},Bh={baseUri:"core.baseUrl",fetch:"core.fetch",mimeType:"core.mimeType",fallbackMimeType:"core.fallbackMimeType",ignoreRegisteredLoaders:"core.ignoreRegisteredLoaders",nothrow:"core.nothrow",log:"core.log",useLocalLibraries:"core.useLocalLibraries",CDN:"core.CDN",worker:"core.worker",maxConcurrency:"core.maxConcurrency",maxMobileConcurrency:"core.maxMobileConcurrency",reuseWorkers:"core.reuseWorkers",_nodeWorkers:"core.nodeWorkers",_workerType:"core._workerType",_worker:"core._workerType",limit:"core.limit",_limitMB:"core._limitMB",batchSize:"core.batchSize",batchDebounceMs:"core.batchDebounceMs",metadata:"core.metadata",transforms:"core.transforms",throws:"nothrow",dataType:"(no longer used)",uri:"core.baseUrl",method:"core.fetch.method",headers:"core.fetch.headers",body:"core.fetch.body",mode:"core.fetch.mode",credentials:"core.fetch.credentials",cache:"core.fetch.cache",redirect:"core.fetch.redirect",referrer:"core.fetch.referrer",referrerPolicy:"core.fetch.referrerPolicy",integrity:"core.fetch.integrity",keepalive:"core.fetch.keepalive",signal:"core.fetch.signal"};var Bl=["baseUrl","fetch","mimeType","fallbackMimeType","ignoreRegisteredLoaders","nothrow","log","useLocalLibraries","CDN","worker","maxConcurrency","maxMobileConcurrency","reuseWorkers","_nodeWorkers","_workerType","limit","_limitMB","batchSize","batchDebounceMs","metadata","transforms"];function Ul(){globalThis.loaders=globalThis.loaders||{};let{loaders:t}=globalThis;return t._state||(t._state={}),t._state}function jl(){let t=Ul();return t.globalOptions=t.globalOptions||{...qs,core:{...qs.core}},Ft(t.globalOptions)}function Vh(t,e,n,i){return n=n||[],n=Array.isArray(n)?n:[n],Gb(t,n),Ft($b(e,t,i))}function Ft(t){let e=Hb(t);Gh(e);for(let n of Bl)e.core&&e.core[n]!==void 0&&delete e[n];return e.core&&e.core._workerType!==void 0&&delete e._worker,e}function Gb(t,e){Uh(t,null,qs,Bh,e);for(let n of e){let i=t&&t[n.id]||{},r=n.options&&n.options[n.id]||{},o=n.deprecatedOptions&&n.deprecatedOptions[n.id]||{};Uh(i,n.id,r,o,e)}}function Uh(t,e,n,i,r){let o=e||"Top level",s=e?`${e}.`:"";for(let a in t){let c=!e&&bt(t[a]),l=a==="baseUri"&&!e,f=a==="workerUrl"&&e;if(!(a in n)&&!l&&!f){if(a in i)pr.level>0&&pr.warn(`${o} loader option '${s}${a}' no longer supported, use '${i[a]}'`)();else if(!c&&pr.level>0){let u=Wb(a,r);pr.warn(`${o} loader option '${s}${a}' not recognized. ${u}`)()}}}}function Wb(t,e){let n=t.toLowerCase(),i="";for(let r of e)for(let o in r.options){if(t===o)return`Did you mean '${r.id}.${o}'?`;let s=o.toLowerCase();(n.startsWith(s)||s.startsWith(n))&&(i=i||`Did you mean '${r.id}.${o}'?`)}return i}function $b(t,e,n){let i=t.options||{},r={...i};i.core&&(r.core={...i.core}),Gh(r),r.core?.log===null&&(r.core={...r.core,log:new Ys}),jh(r,Ft(jl()));let o=Ft(e);return jh(r,o),Yb(r,n),qb(r),r}function jh(t,e){for(let n in e)if(n in e){let i=e[n];js(i)&&js(t[n])?t[n]={...t[n],...e[n]}:t[n]=e[n]}}function Yb(t,e){if(!e)return;t.core?.baseUrl!==void 0||(t.core||={},t.core.baseUrl=Dt.dirname(cn(e)))}function Hb(t){let e={...t};return t.core&&(e.core={...t.core}),e}function Gh(t){t.baseUri!==void 0&&(t.core||={},t.core.baseUrl===void 0&&(t.core.baseUrl=t.baseUri));for(let n of Bl)if(t[n]!==void 0){let r=t.core=t.core||{};r[n]===void 0&&(r[n]=t[n])}let e=t._worker;e!==void 0&&(t.core||={},t.core._workerType===void 0&&(t.core._workerType=e))}function qb(t){let e=t.core;if(e)for(let n of Bl)e[n]!==void 0&&(t[n]=e[n])}function gr(t){return t?(Array.isArray(t)&&(t=t[0]),Array.isArray(t?.extensions)):!1}function mr(t){sn(t,"null loader"),sn(gr(t),"invalid loader");let e;return Array.isArray(t)&&(e=t[1],t=t[0],t={...t,options:{...t.options,...e}}),(t?.parseTextSync||t?.parseText)&&(t.text=!0),t.text||(t.binary=!0),t}var Wh=()=>{let t=Ul();return t.loaderRegistry=t.loaderRegistry||[],t.loaderRegistry};function Vl(t){let e=Wh();t=Array.isArray(t)?t:[t];for(let n of t){let i=mr(n);e.find(r=>i===r)||e.unshift(i)}}function $h(){return Wh()}var Zb=/\.([^.]+)$/;async function qh(t,e=[],n,i){if(!Zh(t))return null;let r=Ft(n||{});if(r.core||={},t instanceof Response&&Yh(t)){let s=await t.clone().text(),a=Zs(s,e,{...r,core:{...r.core,nothrow:!0}},i);if(a)return a}let o=Zs(t,e,{...r,core:{...r.core,nothrow:!0}},i);if(o)return o;if(Ye(t)&&(t=await t.slice(0,10).arrayBuffer(),o=Zs(t,e,r,i)),!o&&t instanceof Response&&Yh(t)){let s=await t.clone().text();o=Zs(s,e,r,i)}if(!o&&!r.core.nothrow)throw new Error(Xh(t));return o}function Yh(t){let e=di(t);return!!(e&&(e.startsWith("text/")||e==="application/json"||e.endsWith("+json")))}function Zs(t,e=[],n,i){if(!Zh(t))return null;let r=Ft(n||{});if(r.core||={},e&&!Array.isArray(e))return mr(e);let o=[];e&&(o=o.concat(e)),r.core.ignoreRegisteredLoaders||o.push(...$h()),Kb(o);let s=Xb(t,o,r,i);if(!s&&!r.core.nothrow)throw new Error(Xh(t));return s}function Xb(t,e,n,i){let r=Sn(t),o=di(t),s=cn(r)||i?.url,a=null,c="";return n?.core?.mimeType&&(a=Gl(e,n?.core?.mimeType),c=`match forced by supplied MIME type ${n?.core?.mimeType}`),a=a||Jb(e,s),c=c||(a?`matched url ${s}`:""),a=a||Gl(e,o),c=c||(a?`matched MIME type ${o}`:""),a=a||ew(e,t),c=c||(a?`matched initial data ${Kh(t)}`:""),n?.core?.fallbackMimeType&&(a=a||Gl(e,n?.core?.fallbackMimeType),c=c||(a?`matched fallback MIME type ${o}`:"")),c&&xl.log(1,`selectLoader selected ${a?.name}: ${c}.`),a}function Zh(t){return!(t instanceof Response&&t.status===204)}function Xh(t){let e=Sn(t),n=di(t),i="No valid loader found (";i+=e?`${Dt.filename(e)}, `:"no url provided, ",i+=`MIME type: ${n?`"${n}"`:"not provided"}, `;let r=t?Kh(t):"";return i+=r?` first bytes: "${r}"`:"first bytes: not available",i+=")",i}function Kb(t){for(let e of t)mr(e)}function Jb(t,e){let n=e&&Zb.exec(e),i=n&&n[1];return i?Qb(t,i):null}function Qb(t,e){e=e.toLowerCase();for(let n of t)for(let i of n.extensions)if(i.toLowerCase()===e)return n;return null}function Gl(t,e){for(let n of t)if(n.mimeTypes?.some(i=>Fl(e,i))||Fl(e,`application/x.${n.id}`))return n;return null}function ew(t,e){if(!e)return null;for(let n of t)if(typeof e=="string"){if(tw(e,n))return n}else if(ArrayBuffer.isView(e)){if(Hh(e.buffer,e.byteOffset,n))return n}else if(e instanceof ArrayBuffer&&Hh(e,0,n))return n;return null}function tw(t,e){return e.testText?e.testText(t):(Array.isArray(e.tests)?e.tests:[e.tests]).some(i=>t.startsWith(i))}function Hh(t,e,n){return(Array.isArray(n.tests)?n.tests:[n.tests]).some(r=>nw(t,e,n,r))}function nw(t,e,n,i){if(li(i))return Al(i,t,i.byteLength);switch(typeof i){case"function":return i(dr(t));case"string":let r=Wl(t,e,i.length);return i===r;default:return!1}}function Kh(t,e=5){return typeof t=="string"?t.slice(0,e):ArrayBuffer.isView(t)?Wl(t.buffer,t.byteOffset,e):t instanceof ArrayBuffer?Wl(t,0,e):""}function Wl(t,e,n){if(t.byteLength<e+n)return"";let i=new DataView(t),r="";for(let o=0;o<n;o++)r+=String.fromCharCode(i.getUint8(e+o));return r}var iw=256*1024;function*Jh(t,e){let n=e?.chunkSize||iw,i=0,r=new TextEncoder;for(;i<t.length;){let o=Math.min(t.length-i,n),s=t.slice(i,i+o);i+=o,yield dr(r.encode(s))}}function*Qh(t,e={}){let{chunkSize:n=262144}=e,i=0;for(;i<t.byteLength;){let r=Math.min(t.byteLength-i,n),o=new ArrayBuffer(r),s=new Uint8Array(t,i,r);new Uint8Array(o).set(s),i+=r,yield o}}async function*ep(t,e){let n=e?.chunkSize||1048576,i=0;for(;i<t.size;){let r=i+n,o=await t.slice(i,r).arrayBuffer();i=r,yield o}}function $l(t,e){return Pn?rw(t,e):ow(t,e)}async function*rw(t,e){let n=t.getReader(),i;try{for(;;){let r=i||n.read();e?._streamReadAhead&&(i=n.read());let{done:o,value:s}=await r;if(o)return;yield ui(s)}}catch{n.releaseLock()}}async function*ow(t,e){for await(let n of t)yield ui(n)}function tp(t,e){if(typeof t=="string")return Jh(t,e);if(t instanceof ArrayBuffer)return Qh(t,e);if(Ye(t))return ep(t,e);if(lr(t))return $l(t,e);if($e(t)){let n=t.body;if(!n)throw new Error("Readable stream not available on Response");return $l(n,e)}throw new Error("makeIterator")}var np="Cannot convert supplied data type";function sw(t,e,n){if(e.text&&typeof t=="string")return t;if(Gs(t)&&(t=t.buffer),li(t)){let i=Rl(t);return e.text&&!e.binary?new TextDecoder("utf8").decode(i):ui(i)}throw new Error(np)}async function ip(t,e,n){if(typeof t=="string"||li(t))return sw(t,e,n);if(Ye(t)&&(t=await $s(t)),$e(t))return await Nh(t),e.binary?await t.arrayBuffer():await t.text();if(lr(t)&&(t=tp(t,n)),bl(t)||wl(t))return Ol(t);throw new Error(np)}function Xs(t,e){let n=jl(),i=t||n,r=i.fetch??i.core?.fetch;return typeof r=="function"?r:bt(r)?o=>Nl(o,r):e?.fetch?e?.fetch:Nl}function rp(t,e,n){if(n)return n;let i={fetch:Xs(e,t),...t};if(i.url){let r=cn(i.url);i.baseUrl=r,i.queryString=Dh(i.url),i.filename=Dt.filename(r),i.baseUrl=Dt.dirname(r)}return Array.isArray(i.loaders)||(i.loaders=null),i}function op(t,e){if(t&&!Array.isArray(t))return t;let n;if(t&&(n=Array.isArray(t)?t:[t]),e&&e.loaders){let i=Array.isArray(e.loaders)?e.loaders:[e.loaders];n=n?[...n,...i]:i}return n&&n.length?n:void 0}async function yr(t,e,n,i){e&&!Array.isArray(e)&&!gr(e)&&(i=void 0,n=e,e=void 0),t=await t,n=n||{};let r=Sn(t),s=op(e,i),a=await qh(t,s,n);if(!a)return null;let c=Vh(n,a,s,r);return i=rp({url:r,_parse:yr,loaders:s},c,i||null),await aw(a,t,c,i)}async function aw(t,e,n,i){if(El(t),n=_l(t.options,n),$e(e)){let{ok:o,redirected:s,status:a,statusText:c,type:l,url:f}=e,u=Object.fromEntries(e.headers.entries());i.response={headers:u,ok:o,redirected:s,status:a,statusText:c,type:l,url:f}}e=await ip(e,t,n);let r=t;if(r.parseTextSync&&typeof e=="string")return r.parseTextSync(e,n,i);if(Tl(t,n))return await Ll(t,e,n,i,yr);if(r.parseText&&typeof e=="string")return await r.parseText(e,n,i);if(r.parse)return await r.parse(e,n,i);throw Oe(!r.parseSync),new Error(`${t.id} loader - no parser found and worker is disabled`)}async function ln(t,e,n,i){let r,o;!Array.isArray(e)&&!gr(e)?(r=[],o=e,i=void 0):(r=e,o=n);let s=Xs(o),a=t;return typeof t=="string"&&(a=await s(t)),Ye(t)&&(a=await s(t)),typeof t=="string"&&(Ft(o||{}).core?.baseUrl||(o={...o,core:{...o?.core,baseUrl:t}})),Array.isArray(r)?await yr(a,r,o):await yr(a,r,o)}var sp="4.5.4";var cw=globalThis.loaders?.parseImageNode,Yl=typeof Image<"u",Hl=typeof ImageBitmap<"u",lw=!!cw,ql=Pn?!0:lw;function ap(t){switch(t){case"auto":return Hl||Yl||ql;case"imagebitmap":return Hl;case"image":return Yl;case"data":return ql;default:throw new Error(`@loaders.gl/images: image ${t} not supported in this environment`)}}function cp(){if(Hl)return"imagebitmap";if(Yl)return"image";if(ql)return"data";throw new Error("Install '@loaders.gl/polyfills' to parse images under Node.js")}function fw(t){let e=uw(t);if(!e)throw new Error("Not an image");return e}function lp(t){switch(fw(t)){case"data":return t;case"image":case"imagebitmap":let e=document.createElement("canvas"),n=e.getContext("2d");if(!n)throw new Error("getImageData");return e.width=t.width,e.height=t.height,n.drawImage(t,0,0),n.getImageData(0,0,t.width,t.height);default:throw new Error("getImageData")}}function uw(t){return typeof ImageBitmap<"u"&&t instanceof ImageBitmap?"imagebitmap":typeof Image<"u"&&t instanceof Image?"image":t&&typeof t=="object"&&t.data&&t.width&&t.height?"data":null}var dw=/^data:image\/svg\+xml/,hw=/\.svg((\?|#).*)?$/;function Ks(t){return t&&(dw.test(t)||hw.test(t))}function fp(t,e){if(Ks(e)){let i=new TextDecoder().decode(t);try{typeof unescape=="function"&&typeof encodeURIComponent=="function"&&(i=unescape(encodeURIComponent(i)))}catch(o){throw new Error(o.message)}return`data:image/svg+xml;base64,${btoa(i)}`}return Zl(t,e)}function Zl(t,e){if(Ks(e))throw new Error("SVG cannot be parsed directly to imagebitmap");return new Blob([new Uint8Array(t)])}async function Js(t,e,n){let i=fp(t,n),r=self.URL||self.webkitURL,o=typeof i!="string"&&r.createObjectURL(i);try{return await pw(o||i,e)}finally{o&&r.revokeObjectURL(o)}}async function pw(t,e){let n=new Image;return n.src=t,e.image&&e.image.decode&&n.decode?(await n.decode(),n):await new Promise((i,r)=>{try{n.onload=()=>i(n),n.onerror=o=>{let s=o instanceof Error?o.message:"error";r(new Error(s))}}catch(o){r(o)}})}var up=!0;async function dp(t,e,n){let i;Ks(n)?i=await Js(t,e,n):i=Zl(t,n);let r=e&&e.imagebitmap;return await gw(i,r)}async function gw(t,e=null){if((mw(e)||!up)&&(e=null),e)try{return await createImageBitmap(t,e)}catch(n){console.warn(n),up=!1}return await createImageBitmap(t)}function mw(t){if(!t)return!0;for(let e in t)if(Object.prototype.hasOwnProperty.call(t,e))return!1;return!0}function hp(t){return!bw(t,"ftyp",4)||(t[8]&96)===0?null:yw(t)}function yw(t){switch(xw(t,8,12).replace("\0"," ").trim()){case"avif":case"avis":return{extension:"avif",mimeType:"image/avif"};default:return null}}function xw(t,e,n){return String.fromCharCode(...t.slice(e,n))}function vw(t){return[...t].map(e=>e.charCodeAt(0))}function bw(t,e,n=0){let i=vw(e);for(let r=0;r<i.length;++r)if(i[r]!==t[r+n])return!1;return!0}var _t=!1,xr=!0;function Qs(t){let e=vr(t);return _w(e)||Sw(e)||Pw(e)||Cw(e)||ww(e)}function ww(t){let e=new Uint8Array(t instanceof DataView?t.buffer:t),n=hp(e);return n?{mimeType:n.mimeType,width:0,height:0}:null}function _w(t){let e=vr(t);return e.byteLength>=24&&e.getUint32(0,_t)===2303741511?{mimeType:"image/png",width:e.getUint32(16,_t),height:e.getUint32(20,_t)}:null}function Pw(t){let e=vr(t);return e.byteLength>=10&&e.getUint32(0,_t)===1195984440?{mimeType:"image/gif",width:e.getUint16(6,xr),height:e.getUint16(8,xr)}:null}function Cw(t){let e=vr(t);return e.byteLength>=14&&e.getUint16(0,_t)===16973&&e.getUint32(2,xr)===e.byteLength?{mimeType:"image/bmp",width:e.getUint32(18,xr),height:e.getUint32(22,xr)}:null}function Sw(t){let e=vr(t);if(!(e.byteLength>=3&&e.getUint16(0,_t)===65496&&e.getUint8(2)===255))return null;let{tableMarkers:i,sofMarkers:r}=Mw(),o=2;for(;o+9<e.byteLength;){let s=e.getUint16(o,_t);if(r.has(s))return{mimeType:"image/jpeg",height:e.getUint16(o+5,_t),width:e.getUint16(o+7,_t)};if(!i.has(s))return null;o+=2,o+=e.getUint16(o,_t)}return null}function Mw(){let t=new Set([65499,65476,65484,65501,65534]);for(let n=65504;n<65520;++n)t.add(n);return{tableMarkers:t,sofMarkers:new Set([65472,65473,65474,65475,65477,65478,65479,65481,65482,65483,65485,65486,65487,65502])}}function vr(t){if(t instanceof DataView)return t;if(ArrayBuffer.isView(t))return new DataView(t.buffer);if(t instanceof ArrayBuffer)return new DataView(t);throw new Error("toDataView")}async function pp(t,e){let{mimeType:n}=Qs(t)||{},i=globalThis.loaders?.parseImageNode;return sn(i),await i(t,n)}async function gp(t,e,n){e=e||{};let r=(e.image||{}).type||"auto",{url:o}=n||{},s=Ew(r),a;switch(s){case"imagebitmap":a=await dp(t,e,o);break;case"image":a=await Js(t,e,o);break;case"data":a=await pp(t,e);break;default:sn(!1)}return r==="data"&&(a=lp(a)),a}function Ew(t){switch(t){case"auto":case"data":return cp();default:return ap(t),t}}var Tw=["png","jpg","jpeg","gif","webp","bmp","ico","svg","avif"],Lw=["image/png","image/jpeg","image/gif","image/webp","image/avif","image/bmp","image/vnd.microsoft.icon","image/svg+xml"],Aw={image:{type:"auto",decode:!0}},Xl={dataType:null,batchType:null,id:"image",module:"images",name:"Images",version:sp,mimeTypes:Lw,extensions:Tw,parse:gp,tests:[t=>!!Qs(new DataView(t))],options:Aw};var Iw=new ci({id:"deck"}),D=Iw;var Kl={};function mp(t){Kl=t}function te(t,e,n,i){D.level>0&&Kl[t]&&Kl[t].call(null,e,n,i)}function Ow(t){let e=t[0],n=t[t.length-1];return e==="{"&&n==="}"||e==="["&&n==="]"}var yp={dataType:null,batchType:null,id:"JSON",name:"JSON",module:"",version:"",options:{},extensions:["json","geojson"],mimeTypes:["application/json","application/geo+json"],testText:Ow,parseTextSync:JSON.parse};function kw(){let t="9.4.0",e=globalThis.deck&&globalThis.deck.VERSION;if(e&&e!==t)throw new Error(`deck.gl - multiple versions detected: ${e} vs ${t}`);return e||(D.log(1,`deck.gl ${t}`)(),globalThis.deck={...globalThis.deck,VERSION:t,version:t,log:D,_registerLoggers:mp},Vl([yp,[Xl,{imagebitmap:{premultiplyAlpha:"none"}}]])),t}var xp=kw();var jR=1/Math.PI*180,VR=1/180*Math.PI,Rw={EPSILON:1e-12,debug:!1,precision:4,printTypes:!1,printDegrees:!1,printRowMajor:!0,_cartographicRadians:!1};globalThis.mathgl=globalThis.mathgl||{config:{...Rw}};var ge=globalThis.mathgl.config;function Jl(t,{precision:e=ge.precision}={}){return t=Dw(t),`${parseFloat(t.toPrecision(e))}`}function zt(t){return Array.isArray(t)||ArrayBuffer.isView(t)&&!(t instanceof DataView)}function ke(t,e,n){return zw(t,i=>Math.max(e,Math.min(n,i)))}function Mn(t,e,n){return zt(t)?t.map((i,r)=>Mn(i,e[r],n)):n*e+(1-n)*t}function Pt(t,e,n){let i=ge.EPSILON;n&&(ge.EPSILON=n);try{if(t===e)return!0;if(zt(t)&&zt(e)){if(t.length!==e.length)return!1;for(let r=0;r<t.length;++r)if(!Pt(t[r],e[r]))return!1;return!0}return t&&t.equals?t.equals(e):e&&e.equals?e.equals(t):typeof t=="number"&&typeof e=="number"?Math.abs(t-e)<=ge.EPSILON*Math.max(1,Math.abs(t),Math.abs(e)):!1}finally{ge.EPSILON=i}}function Dw(t){return Math.round(t/ge.EPSILON)*ge.EPSILON}function Fw(t){return t.clone?t.clone():new Array(t.length)}function zw(t,e,n){if(zt(t)){let i=t;n=n||Fw(i);for(let r=0;r<n.length&&r<i.length;++r){let o=typeof t=="number"?t:t[r];n[r]=e(o,r,n)}return n}return e(t)}var hi=class extends Array{clone(){return new this.constructor().copy(this)}fromArray(e,n=0){for(let i=0;i<this.ELEMENTS;++i)this[i]=e[i+n];return this.check()}toArray(e=[],n=0){for(let i=0;i<this.ELEMENTS;++i)e[n+i]=this[i];return e}toObject(e){return e}from(e){return Array.isArray(e)?this.copy(e):this.fromObject(e)}to(e){return e===this?this:zt(e)?this.toArray(e):this.toObject(e)}toTarget(e){return e?this.to(e):this}toFloat32Array(){return new Float32Array(this)}toString(){return this.formatString(ge)}formatString(e){let n="";for(let i=0;i<this.ELEMENTS;++i)n+=(i>0?", ":"")+Jl(this[i],e);return`${e.printTypes?this.constructor.name:""}[${n}]`}equals(e){if(!e||this.length!==e.length)return!1;for(let n=0;n<this.ELEMENTS;++n)if(!Pt(this[n],e[n]))return!1;return!0}exactEquals(e){if(!e||this.length!==e.length)return!1;for(let n=0;n<this.ELEMENTS;++n)if(this[n]!==e[n])return!1;return!0}negate(){for(let e=0;e<this.ELEMENTS;++e)this[e]=-this[e];return this.check()}lerp(e,n,i){if(i===void 0)return this.lerp(this,e,n);for(let r=0;r<this.ELEMENTS;++r){let o=e[r],s=typeof n=="number"?n:n[r];this[r]=o+i*(s-o)}return this.check()}min(e){for(let n=0;n<this.ELEMENTS;++n)this[n]=Math.min(e[n],this[n]);return this.check()}max(e){for(let n=0;n<this.ELEMENTS;++n)this[n]=Math.max(e[n],this[n]);return this.check()}clamp(e,n){for(let i=0;i<this.ELEMENTS;++i)this[i]=Math.min(Math.max(this[i],e[i]),n[i]);return this.check()}add(...e){for(let n of e)for(let i=0;i<this.ELEMENTS;++i)this[i]+=n[i];return this.check()}subtract(...e){for(let n of e)for(let i=0;i<this.ELEMENTS;++i)this[i]-=n[i];return this.check()}scale(e){if(typeof e=="number")for(let n=0;n<this.ELEMENTS;++n)this[n]*=e;else for(let n=0;n<this.ELEMENTS&&n<e.length;++n)this[n]*=e[n];return this.check()}multiplyByScalar(e){for(let n=0;n<this.ELEMENTS;++n)this[n]*=e;return this.check()}check(){if(ge.debug&&!this.validate())throw new Error(`math.gl: ${this.constructor.name} some fields set to invalid numbers'`);return this}validate(){let e=this.length===this.ELEMENTS;for(let n=0;n<this.ELEMENTS;++n)e=e&&Number.isFinite(this[n]);return e}sub(e){return this.subtract(e)}setScalar(e){for(let n=0;n<this.ELEMENTS;++n)this[n]=e;return this.check()}addScalar(e){for(let n=0;n<this.ELEMENTS;++n)this[n]+=e;return this.check()}subScalar(e){return this.addScalar(-e)}multiplyScalar(e){for(let n=0;n<this.ELEMENTS;++n)this[n]*=e;return this.check()}divideScalar(e){return this.multiplyByScalar(1/e)}clampScalar(e,n){for(let i=0;i<this.ELEMENTS;++i)this[i]=Math.min(Math.max(this[i],e),n);return this.check()}get elements(){return this}};function Nw(t,e){if(t.length!==e)return!1;for(let n=0;n<t.length;++n)if(!Number.isFinite(t[n]))return!1;return!0}function Pe(t){if(!Number.isFinite(t))throw new Error(`Invalid number ${JSON.stringify(t)}`);return t}function ea(t,e,n=""){if(ge.debug&&!Nw(t,e))throw new Error(`math.gl: ${n} some fields set to invalid numbers'`);return t}function Ql(t,e){if(!t)throw new Error(`math.gl assertion ${e}`)}var ta=class extends hi{get x(){return this[0]}set x(e){this[0]=Pe(e)}get y(){return this[1]}set y(e){this[1]=Pe(e)}len(){return Math.sqrt(this.lengthSquared())}magnitude(){return this.len()}lengthSquared(){let e=0;for(let n=0;n<this.ELEMENTS;++n)e+=this[n]*this[n];return e}magnitudeSquared(){return this.lengthSquared()}distance(e){return Math.sqrt(this.distanceSquared(e))}distanceSquared(e){let n=0;for(let i=0;i<this.ELEMENTS;++i){let r=this[i]-e[i];n+=r*r}return Pe(n)}dot(e){let n=0;for(let i=0;i<this.ELEMENTS;++i)n+=this[i]*e[i];return Pe(n)}normalize(){let e=this.magnitude();if(e!==0)for(let n=0;n<this.ELEMENTS;++n)this[n]/=e;return this.check()}multiply(...e){for(let n of e)for(let i=0;i<this.ELEMENTS;++i)this[i]*=n[i];return this.check()}divide(...e){for(let n of e)for(let i=0;i<this.ELEMENTS;++i)this[i]/=n[i];return this.check()}lengthSq(){return this.lengthSquared()}distanceTo(e){return this.distance(e)}distanceToSquared(e){return this.distanceSquared(e)}getComponent(e){return Ql(e>=0&&e<this.ELEMENTS,"index is out of range"),Pe(this[e])}setComponent(e,n){return Ql(e>=0&&e<this.ELEMENTS,"index is out of range"),this[e]=n,this.check()}addVectors(e,n){return this.copy(e).add(n)}subVectors(e,n){return this.copy(e).subtract(n)}multiplyVectors(e,n){return this.copy(e).multiply(n)}addScaledVector(e,n){return this.add(new this.constructor(e).multiplyScalar(n))}};var Re={};ai(Re,{add:()=>Gw,angle:()=>c2,ceil:()=>Ww,clone:()=>Bw,copy:()=>jw,create:()=>vp,cross:()=>t2,dist:()=>y2,distance:()=>Pp,div:()=>m2,divide:()=>_p,dot:()=>e2,equals:()=>d2,exactEquals:()=>u2,floor:()=>$w,forEach:()=>b2,fromValues:()=>Uw,inverse:()=>Jw,len:()=>h2,length:()=>Sp,lerp:()=>n2,max:()=>Hw,min:()=>Yw,mul:()=>g2,multiply:()=>wp,negate:()=>Kw,normalize:()=>Qw,random:()=>i2,rotate:()=>a2,round:()=>qw,scale:()=>Zw,scaleAndAdd:()=>Xw,set:()=>Vw,sqrDist:()=>x2,sqrLen:()=>v2,squaredDistance:()=>Cp,squaredLength:()=>Mp,str:()=>f2,sub:()=>p2,subtract:()=>bp,transformMat2:()=>r2,transformMat2d:()=>o2,transformMat3:()=>s2,transformMat4:()=>ef,zero:()=>l2});var ne=typeof Float32Array<"u"?Float32Array:Array,Ct=Math.random;function Xe(t){return t>=0?Math.round(t):t%.5===0?Math.floor(t):Math.round(t)}var QR=Math.PI/180;function vp(){let t=new ne(2);return ne!=Float32Array&&(t[0]=0,t[1]=0),t}function Bw(t){let e=new ne(2);return e[0]=t[0],e[1]=t[1],e}function Uw(t,e){let n=new ne(2);return n[0]=t,n[1]=e,n}function jw(t,e){return t[0]=e[0],t[1]=e[1],t}function Vw(t,e,n){return t[0]=e,t[1]=n,t}function Gw(t,e,n){return t[0]=e[0]+n[0],t[1]=e[1]+n[1],t}function bp(t,e,n){return t[0]=e[0]-n[0],t[1]=e[1]-n[1],t}function wp(t,e,n){return t[0]=e[0]*n[0],t[1]=e[1]*n[1],t}function _p(t,e,n){return t[0]=e[0]/n[0],t[1]=e[1]/n[1],t}function Ww(t,e){return t[0]=Math.ceil(e[0]),t[1]=Math.ceil(e[1]),t}function $w(t,e){return t[0]=Math.floor(e[0]),t[1]=Math.floor(e[1]),t}function Yw(t,e,n){return t[0]=Math.min(e[0],n[0]),t[1]=Math.min(e[1],n[1]),t}function Hw(t,e,n){return t[0]=Math.max(e[0],n[0]),t[1]=Math.max(e[1],n[1]),t}function qw(t,e){return t[0]=Xe(e[0]),t[1]=Xe(e[1]),t}function Zw(t,e,n){return t[0]=e[0]*n,t[1]=e[1]*n,t}function Xw(t,e,n,i){return t[0]=e[0]+n[0]*i,t[1]=e[1]+n[1]*i,t}function Pp(t,e){let n=e[0]-t[0],i=e[1]-t[1];return Math.sqrt(n*n+i*i)}function Cp(t,e){let n=e[0]-t[0],i=e[1]-t[1];return n*n+i*i}function Sp(t){let e=t[0],n=t[1];return Math.sqrt(e*e+n*n)}function Mp(t){let e=t[0],n=t[1];return e*e+n*n}function Kw(t,e){return t[0]=-e[0],t[1]=-e[1],t}function Jw(t,e){return t[0]=1/e[0],t[1]=1/e[1],t}function Qw(t,e){let n=e[0],i=e[1],r=n*n+i*i;return r>0&&(r=1/Math.sqrt(r)),t[0]=e[0]*r,t[1]=e[1]*r,t}function e2(t,e){return t[0]*e[0]+t[1]*e[1]}function t2(t,e,n){let i=e[0]*n[1]-e[1]*n[0];return t[0]=t[1]=0,t[2]=i,t}function n2(t,e,n,i){let r=e[0],o=e[1];return t[0]=r+i*(n[0]-r),t[1]=o+i*(n[1]-o),t}function i2(t,e){e=e===void 0?1:e;let n=Ct()*2*Math.PI;return t[0]=Math.cos(n)*e,t[1]=Math.sin(n)*e,t}function r2(t,e,n){let i=e[0],r=e[1];return t[0]=n[0]*i+n[2]*r,t[1]=n[1]*i+n[3]*r,t}function o2(t,e,n){let i=e[0],r=e[1];return t[0]=n[0]*i+n[2]*r+n[4],t[1]=n[1]*i+n[3]*r+n[5],t}function s2(t,e,n){let i=e[0],r=e[1];return t[0]=n[0]*i+n[3]*r+n[6],t[1]=n[1]*i+n[4]*r+n[7],t}function ef(t,e,n){let i=e[0],r=e[1];return t[0]=n[0]*i+n[4]*r+n[12],t[1]=n[1]*i+n[5]*r+n[13],t}function a2(t,e,n,i){let r=e[0]-n[0],o=e[1]-n[1],s=Math.sin(i),a=Math.cos(i);return t[0]=r*a-o*s+n[0],t[1]=r*s+o*a+n[1],t}function c2(t,e){let n=t[0],i=t[1],r=e[0],o=e[1],s=Math.sqrt((n*n+i*i)*(r*r+o*o)),a=s&&(n*r+i*o)/s;return Math.acos(Math.min(Math.max(a,-1),1))}function l2(t){return t[0]=0,t[1]=0,t}function f2(t){return`vec2(${t[0]}, ${t[1]})`}function u2(t,e){return t[0]===e[0]&&t[1]===e[1]}function d2(t,e){let n=t[0],i=t[1],r=e[0],o=e[1];return Math.abs(n-r)<=1e-6*Math.max(1,Math.abs(n),Math.abs(r))&&Math.abs(i-o)<=1e-6*Math.max(1,Math.abs(i),Math.abs(o))}var h2=Sp,p2=bp,g2=wp,m2=_p,y2=Pp,x2=Cp,v2=Mp,b2=(function(){let t=vp();return function(e,n,i,r,o,s){let a,c;for(n||(n=2),i||(i=0),r?c=Math.min(r*n+i,e.length):c=e.length,a=i;a<c;a+=n)t[0]=e[a],t[1]=e[a+1],o(t,t,s),e[a]=t[0],e[a+1]=t[1];return e}})();function Ep(t,e,n){let i=e[0],r=e[1],o=n[3]*i+n[7]*r||1;return t[0]=(n[0]*i+n[4]*r)/o,t[1]=(n[1]*i+n[5]*r)/o,t}function ia(t,e,n){let i=e[0],r=e[1],o=e[2],s=n[3]*i+n[7]*r+n[11]*o||1;return t[0]=(n[0]*i+n[4]*r+n[8]*o)/s,t[1]=(n[1]*i+n[5]*r+n[9]*o)/s,t[2]=(n[2]*i+n[6]*r+n[10]*o)/s,t}function Tp(t,e,n){let i=e[0],r=e[1];return t[0]=n[0]*i+n[2]*r,t[1]=n[1]*i+n[3]*r,t[2]=e[2],t}var Nt={};ai(Nt,{add:()=>S2,angle:()=>lf,bezier:()=>B2,ceil:()=>M2,clone:()=>w2,copy:()=>P2,create:()=>Lp,cross:()=>nf,dist:()=>q2,distance:()=>Rp,div:()=>H2,divide:()=>kp,dot:()=>tf,equals:()=>W2,exactEquals:()=>G2,floor:()=>E2,forEach:()=>J2,fromValues:()=>_2,hermite:()=>N2,inverse:()=>R2,len:()=>X2,length:()=>Ap,lerp:()=>F2,max:()=>L2,min:()=>T2,mul:()=>Y2,multiply:()=>Op,negate:()=>k2,normalize:()=>D2,random:()=>U2,rotateX:()=>sf,rotateY:()=>af,rotateZ:()=>cf,round:()=>A2,scale:()=>I2,scaleAndAdd:()=>O2,set:()=>C2,slerp:()=>z2,sqrDist:()=>Z2,sqrLen:()=>K2,squaredDistance:()=>Dp,squaredLength:()=>Fp,str:()=>V2,sub:()=>$2,subtract:()=>Ip,transformMat3:()=>rf,transformMat4:()=>br,transformQuat:()=>of,zero:()=>j2});function Lp(){let t=new ne(3);return ne!=Float32Array&&(t[0]=0,t[1]=0,t[2]=0),t}function w2(t){let e=new ne(3);return e[0]=t[0],e[1]=t[1],e[2]=t[2],e}function Ap(t){let e=t[0],n=t[1],i=t[2];return Math.sqrt(e*e+n*n+i*i)}function _2(t,e,n){let i=new ne(3);return i[0]=t,i[1]=e,i[2]=n,i}function P2(t,e){return t[0]=e[0],t[1]=e[1],t[2]=e[2],t}function C2(t,e,n,i){return t[0]=e,t[1]=n,t[2]=i,t}function S2(t,e,n){return t[0]=e[0]+n[0],t[1]=e[1]+n[1],t[2]=e[2]+n[2],t}function Ip(t,e,n){return t[0]=e[0]-n[0],t[1]=e[1]-n[1],t[2]=e[2]-n[2],t}function Op(t,e,n){return t[0]=e[0]*n[0],t[1]=e[1]*n[1],t[2]=e[2]*n[2],t}function kp(t,e,n){return t[0]=e[0]/n[0],t[1]=e[1]/n[1],t[2]=e[2]/n[2],t}function M2(t,e){return t[0]=Math.ceil(e[0]),t[1]=Math.ceil(e[1]),t[2]=Math.ceil(e[2]),t}function E2(t,e){return t[0]=Math.floor(e[0]),t[1]=Math.floor(e[1]),t[2]=Math.floor(e[2]),t}function T2(t,e,n){return t[0]=Math.min(e[0],n[0]),t[1]=Math.min(e[1],n[1]),t[2]=Math.min(e[2],n[2]),t}function L2(t,e,n){return t[0]=Math.max(e[0],n[0]),t[1]=Math.max(e[1],n[1]),t[2]=Math.max(e[2],n[2]),t}function A2(t,e){return t[0]=Xe(e[0]),t[1]=Xe(e[1]),t[2]=Xe(e[2]),t}function I2(t,e,n){return t[0]=e[0]*n,t[1]=e[1]*n,t[2]=e[2]*n,t}function O2(t,e,n,i){return t[0]=e[0]+n[0]*i,t[1]=e[1]+n[1]*i,t[2]=e[2]+n[2]*i,t}function Rp(t,e){let n=e[0]-t[0],i=e[1]-t[1],r=e[2]-t[2];return Math.sqrt(n*n+i*i+r*r)}function Dp(t,e){let n=e[0]-t[0],i=e[1]-t[1],r=e[2]-t[2];return n*n+i*i+r*r}function Fp(t){let e=t[0],n=t[1],i=t[2];return e*e+n*n+i*i}function k2(t,e){return t[0]=-e[0],t[1]=-e[1],t[2]=-e[2],t}function R2(t,e){return t[0]=1/e[0],t[1]=1/e[1],t[2]=1/e[2],t}function D2(t,e){let n=e[0],i=e[1],r=e[2],o=n*n+i*i+r*r;return o>0&&(o=1/Math.sqrt(o)),t[0]=e[0]*o,t[1]=e[1]*o,t[2]=e[2]*o,t}function tf(t,e){return t[0]*e[0]+t[1]*e[1]+t[2]*e[2]}function nf(t,e,n){let i=e[0],r=e[1],o=e[2],s=n[0],a=n[1],c=n[2];return t[0]=r*c-o*a,t[1]=o*s-i*c,t[2]=i*a-r*s,t}function F2(t,e,n,i){let r=e[0],o=e[1],s=e[2];return t[0]=r+i*(n[0]-r),t[1]=o+i*(n[1]-o),t[2]=s+i*(n[2]-s),t}function z2(t,e,n,i){let r=Math.acos(Math.min(Math.max(tf(e,n),-1),1)),o=Math.sin(r),s=Math.sin((1-i)*r)/o,a=Math.sin(i*r)/o;return t[0]=s*e[0]+a*n[0],t[1]=s*e[1]+a*n[1],t[2]=s*e[2]+a*n[2],t}function N2(t,e,n,i,r,o){let s=o*o,a=s*(2*o-3)+1,c=s*(o-2)+o,l=s*(o-1),f=s*(3-2*o);return t[0]=e[0]*a+n[0]*c+i[0]*l+r[0]*f,t[1]=e[1]*a+n[1]*c+i[1]*l+r[1]*f,t[2]=e[2]*a+n[2]*c+i[2]*l+r[2]*f,t}function B2(t,e,n,i,r,o){let s=1-o,a=s*s,c=o*o,l=a*s,f=3*o*a,u=3*c*s,d=c*o;return t[0]=e[0]*l+n[0]*f+i[0]*u+r[0]*d,t[1]=e[1]*l+n[1]*f+i[1]*u+r[1]*d,t[2]=e[2]*l+n[2]*f+i[2]*u+r[2]*d,t}function U2(t,e){e=e===void 0?1:e;let n=Ct()*2*Math.PI,i=Ct()*2-1,r=Math.sqrt(1-i*i)*e;return t[0]=Math.cos(n)*r,t[1]=Math.sin(n)*r,t[2]=i*e,t}function br(t,e,n){let i=e[0],r=e[1],o=e[2],s=n[3]*i+n[7]*r+n[11]*o+n[15];return s=s||1,t[0]=(n[0]*i+n[4]*r+n[8]*o+n[12])/s,t[1]=(n[1]*i+n[5]*r+n[9]*o+n[13])/s,t[2]=(n[2]*i+n[6]*r+n[10]*o+n[14])/s,t}function rf(t,e,n){let i=e[0],r=e[1],o=e[2];return t[0]=i*n[0]+r*n[3]+o*n[6],t[1]=i*n[1]+r*n[4]+o*n[7],t[2]=i*n[2]+r*n[5]+o*n[8],t}function of(t,e,n){let i=n[0],r=n[1],o=n[2],s=n[3],a=e[0],c=e[1],l=e[2],f=r*l-o*c,u=o*a-i*l,d=i*c-r*a,h=r*d-o*u,p=o*f-i*d,m=i*u-r*f,g=s*2;return f*=g,u*=g,d*=g,h*=2,p*=2,m*=2,t[0]=a+f+h,t[1]=c+u+p,t[2]=l+d+m,t}function sf(t,e,n,i){let r=[],o=[];return r[0]=e[0]-n[0],r[1]=e[1]-n[1],r[2]=e[2]-n[2],o[0]=r[0],o[1]=r[1]*Math.cos(i)-r[2]*Math.sin(i),o[2]=r[1]*Math.sin(i)+r[2]*Math.cos(i),t[0]=o[0]+n[0],t[1]=o[1]+n[1],t[2]=o[2]+n[2],t}function af(t,e,n,i){let r=[],o=[];return r[0]=e[0]-n[0],r[1]=e[1]-n[1],r[2]=e[2]-n[2],o[0]=r[2]*Math.sin(i)+r[0]*Math.cos(i),o[1]=r[1],o[2]=r[2]*Math.cos(i)-r[0]*Math.sin(i),t[0]=o[0]+n[0],t[1]=o[1]+n[1],t[2]=o[2]+n[2],t}function cf(t,e,n,i){let r=[],o=[];return r[0]=e[0]-n[0],r[1]=e[1]-n[1],r[2]=e[2]-n[2],o[0]=r[0]*Math.cos(i)-r[1]*Math.sin(i),o[1]=r[0]*Math.sin(i)+r[1]*Math.cos(i),o[2]=r[2],t[0]=o[0]+n[0],t[1]=o[1]+n[1],t[2]=o[2]+n[2],t}function lf(t,e){let n=t[0],i=t[1],r=t[2],o=e[0],s=e[1],a=e[2],c=Math.sqrt((n*n+i*i+r*r)*(o*o+s*s+a*a)),l=c&&tf(t,e)/c;return Math.acos(Math.min(Math.max(l,-1),1))}function j2(t){return t[0]=0,t[1]=0,t[2]=0,t}function V2(t){return`vec3(${t[0]}, ${t[1]}, ${t[2]})`}function G2(t,e){return t[0]===e[0]&&t[1]===e[1]&&t[2]===e[2]}function W2(t,e){let n=t[0],i=t[1],r=t[2],o=e[0],s=e[1],a=e[2];return Math.abs(n-o)<=1e-6*Math.max(1,Math.abs(n),Math.abs(o))&&Math.abs(i-s)<=1e-6*Math.max(1,Math.abs(i),Math.abs(s))&&Math.abs(r-a)<=1e-6*Math.max(1,Math.abs(r),Math.abs(a))}var $2=Ip,Y2=Op,H2=kp,q2=Rp,Z2=Dp,X2=Ap,K2=Fp,J2=(function(){let t=Lp();return function(e,n,i,r,o,s){let a,c;for(n||(n=3),i||(i=0),r?c=Math.min(r*n+i,e.length):c=e.length,a=i;a<c;a+=n)t[0]=e[a],t[1]=e[a+1],t[2]=e[a+2],o(t,t,s),e[a]=t[0],e[a+1]=t[1],e[a+2]=t[2];return e}})();var ff=[0,0,0],ra,Ce=class t extends ta{static get ZERO(){return ra||(ra=new t(0,0,0),Object.freeze(ra)),ra}constructor(e=0,n=0,i=0){super(-0,-0,-0),arguments.length===1&&zt(e)?this.copy(e):(ge.debug&&(Pe(e),Pe(n),Pe(i)),this[0]=e,this[1]=n,this[2]=i)}set(e,n,i){return this[0]=e,this[1]=n,this[2]=i,this.check()}copy(e){return this[0]=e[0],this[1]=e[1],this[2]=e[2],this.check()}fromObject(e){return ge.debug&&(Pe(e.x),Pe(e.y),Pe(e.z)),this[0]=e.x,this[1]=e.y,this[2]=e.z,this.check()}toObject(e){return e.x=this[0],e.y=this[1],e.z=this[2],e}get ELEMENTS(){return 3}get z(){return this[2]}set z(e){this[2]=Pe(e)}angle(e){return lf(this,e)}cross(e){return nf(this,this,e),this.check()}rotateX({radians:e,origin:n=ff}){return sf(this,this,n,e),this.check()}rotateY({radians:e,origin:n=ff}){return af(this,this,n,e),this.check()}rotateZ({radians:e,origin:n=ff}){return cf(this,this,n,e),this.check()}transform(e){return this.transformAsPoint(e)}transformAsPoint(e){return br(this,this,e),this.check()}transformAsVector(e){return ia(this,this,e),this.check()}transformByMatrix3(e){return rf(this,this,e),this.check()}transformByMatrix2(e){return Tp(this,this,e),this.check()}transformByQuaternion(e){return of(this,this,e),this.check()}};var oa=class extends hi{toString(){let e="[";if(ge.printRowMajor){e+="row-major:";for(let n=0;n<this.RANK;++n)for(let i=0;i<this.RANK;++i)e+=` ${this[i*this.RANK+n]}`}else{e+="column-major:";for(let n=0;n<this.ELEMENTS;++n)e+=` ${this[n]}`}return e+="]",e}getElementIndex(e,n){return n*this.RANK+e}getElement(e,n){return this[n*this.RANK+e]}setElement(e,n,i){return this[n*this.RANK+e]=Pe(i),this}getColumn(e,n=new Array(this.RANK).fill(-0)){let i=e*this.RANK;for(let r=0;r<this.RANK;++r)n[r]=this[i+r];return n}setColumn(e,n){let i=e*this.RANK;for(let r=0;r<this.RANK;++r)this[i+r]=n[r];return this}};var Y={};ai(Y,{add:()=>P_,adjoint:()=>r_,clone:()=>e_,copy:()=>t_,create:()=>Q2,decompose:()=>p_,determinant:()=>hf,equals:()=>E_,exactEquals:()=>M_,frob:()=>__,fromQuat:()=>bf,fromQuat2:()=>u_,fromRotation:()=>a_,fromRotationTranslation:()=>Np,fromRotationTranslationScale:()=>g_,fromRotationTranslationScaleOrigin:()=>m_,fromScaling:()=>s_,fromTranslation:()=>o_,fromValues:()=>n_,fromXRotation:()=>c_,fromYRotation:()=>l_,fromZRotation:()=>f_,frustum:()=>wf,getRotation:()=>h_,getScaling:()=>Bp,getTranslation:()=>d_,identity:()=>zp,invert:()=>df,lookAt:()=>Cf,mul:()=>T_,multiply:()=>wr,multiplyScalar:()=>C_,multiplyScalarAndAdd:()=>S_,ortho:()=>Pf,orthoNO:()=>jp,orthoZO:()=>v_,perspective:()=>_f,perspectiveFromFieldOfView:()=>x_,perspectiveNO:()=>Up,perspectiveZO:()=>y_,rotate:()=>mf,rotateX:()=>yf,rotateY:()=>xf,rotateZ:()=>vf,scale:()=>gf,set:()=>i_,str:()=>w_,sub:()=>L_,subtract:()=>Vp,targetTo:()=>b_,translate:()=>pf,transpose:()=>uf});function Q2(){let t=new ne(16);return ne!=Float32Array&&(t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[6]=0,t[7]=0,t[8]=0,t[9]=0,t[11]=0,t[12]=0,t[13]=0,t[14]=0),t[0]=1,t[5]=1,t[10]=1,t[15]=1,t}function e_(t){let e=new ne(16);return e[0]=t[0],e[1]=t[1],e[2]=t[2],e[3]=t[3],e[4]=t[4],e[5]=t[5],e[6]=t[6],e[7]=t[7],e[8]=t[8],e[9]=t[9],e[10]=t[10],e[11]=t[11],e[12]=t[12],e[13]=t[13],e[14]=t[14],e[15]=t[15],e}function t_(t,e){return t[0]=e[0],t[1]=e[1],t[2]=e[2],t[3]=e[3],t[4]=e[4],t[5]=e[5],t[6]=e[6],t[7]=e[7],t[8]=e[8],t[9]=e[9],t[10]=e[10],t[11]=e[11],t[12]=e[12],t[13]=e[13],t[14]=e[14],t[15]=e[15],t}function n_(t,e,n,i,r,o,s,a,c,l,f,u,d,h,p,m){let g=new ne(16);return g[0]=t,g[1]=e,g[2]=n,g[3]=i,g[4]=r,g[5]=o,g[6]=s,g[7]=a,g[8]=c,g[9]=l,g[10]=f,g[11]=u,g[12]=d,g[13]=h,g[14]=p,g[15]=m,g}function i_(t,e,n,i,r,o,s,a,c,l,f,u,d,h,p,m,g){return t[0]=e,t[1]=n,t[2]=i,t[3]=r,t[4]=o,t[5]=s,t[6]=a,t[7]=c,t[8]=l,t[9]=f,t[10]=u,t[11]=d,t[12]=h,t[13]=p,t[14]=m,t[15]=g,t}function zp(t){return t[0]=1,t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=1,t[6]=0,t[7]=0,t[8]=0,t[9]=0,t[10]=1,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,t}function uf(t,e){if(t===e){let n=e[1],i=e[2],r=e[3],o=e[6],s=e[7],a=e[11];t[1]=e[4],t[2]=e[8],t[3]=e[12],t[4]=n,t[6]=e[9],t[7]=e[13],t[8]=i,t[9]=o,t[11]=e[14],t[12]=r,t[13]=s,t[14]=a}else t[0]=e[0],t[1]=e[4],t[2]=e[8],t[3]=e[12],t[4]=e[1],t[5]=e[5],t[6]=e[9],t[7]=e[13],t[8]=e[2],t[9]=e[6],t[10]=e[10],t[11]=e[14],t[12]=e[3],t[13]=e[7],t[14]=e[11],t[15]=e[15];return t}function df(t,e){let n=e[0],i=e[1],r=e[2],o=e[3],s=e[4],a=e[5],c=e[6],l=e[7],f=e[8],u=e[9],d=e[10],h=e[11],p=e[12],m=e[13],g=e[14],x=e[15],b=n*a-i*s,v=n*c-r*s,y=n*l-o*s,w=i*c-r*a,_=i*l-o*a,M=r*l-o*c,P=f*m-u*p,S=f*g-d*p,C=f*x-h*p,L=u*g-d*m,E=u*x-h*m,T=d*x-h*g,O=b*T-v*E+y*L+w*C-_*S+M*P;return O?(O=1/O,t[0]=(a*T-c*E+l*L)*O,t[1]=(r*E-i*T-o*L)*O,t[2]=(m*M-g*_+x*w)*O,t[3]=(d*_-u*M-h*w)*O,t[4]=(c*C-s*T-l*S)*O,t[5]=(n*T-r*C+o*S)*O,t[6]=(g*y-p*M-x*v)*O,t[7]=(f*M-d*y+h*v)*O,t[8]=(s*E-a*C+l*P)*O,t[9]=(i*C-n*E-o*P)*O,t[10]=(p*_-m*y+x*b)*O,t[11]=(u*y-f*_-h*b)*O,t[12]=(a*S-s*L-c*P)*O,t[13]=(n*L-i*S+r*P)*O,t[14]=(m*v-p*w-g*b)*O,t[15]=(f*w-u*v+d*b)*O,t):null}function r_(t,e){let n=e[0],i=e[1],r=e[2],o=e[3],s=e[4],a=e[5],c=e[6],l=e[7],f=e[8],u=e[9],d=e[10],h=e[11],p=e[12],m=e[13],g=e[14],x=e[15],b=n*a-i*s,v=n*c-r*s,y=n*l-o*s,w=i*c-r*a,_=i*l-o*a,M=r*l-o*c,P=f*m-u*p,S=f*g-d*p,C=f*x-h*p,L=u*g-d*m,E=u*x-h*m,T=d*x-h*g;return t[0]=a*T-c*E+l*L,t[1]=r*E-i*T-o*L,t[2]=m*M-g*_+x*w,t[3]=d*_-u*M-h*w,t[4]=c*C-s*T-l*S,t[5]=n*T-r*C+o*S,t[6]=g*y-p*M-x*v,t[7]=f*M-d*y+h*v,t[8]=s*E-a*C+l*P,t[9]=i*C-n*E-o*P,t[10]=p*_-m*y+x*b,t[11]=u*y-f*_-h*b,t[12]=a*S-s*L-c*P,t[13]=n*L-i*S+r*P,t[14]=m*v-p*w-g*b,t[15]=f*w-u*v+d*b,t}function hf(t){let e=t[0],n=t[1],i=t[2],r=t[3],o=t[4],s=t[5],a=t[6],c=t[7],l=t[8],f=t[9],u=t[10],d=t[11],h=t[12],p=t[13],m=t[14],g=t[15],x=e*s-n*o,b=e*a-i*o,v=n*a-i*s,y=l*p-f*h,w=l*m-u*h,_=f*m-u*p,M=e*_-n*w+i*y,P=o*_-s*w+a*y,S=l*v-f*b+u*x,C=h*v-p*b+m*x;return c*M-r*P+g*S-d*C}function wr(t,e,n){let i=e[0],r=e[1],o=e[2],s=e[3],a=e[4],c=e[5],l=e[6],f=e[7],u=e[8],d=e[9],h=e[10],p=e[11],m=e[12],g=e[13],x=e[14],b=e[15],v=n[0],y=n[1],w=n[2],_=n[3];return t[0]=v*i+y*a+w*u+_*m,t[1]=v*r+y*c+w*d+_*g,t[2]=v*o+y*l+w*h+_*x,t[3]=v*s+y*f+w*p+_*b,v=n[4],y=n[5],w=n[6],_=n[7],t[4]=v*i+y*a+w*u+_*m,t[5]=v*r+y*c+w*d+_*g,t[6]=v*o+y*l+w*h+_*x,t[7]=v*s+y*f+w*p+_*b,v=n[8],y=n[9],w=n[10],_=n[11],t[8]=v*i+y*a+w*u+_*m,t[9]=v*r+y*c+w*d+_*g,t[10]=v*o+y*l+w*h+_*x,t[11]=v*s+y*f+w*p+_*b,v=n[12],y=n[13],w=n[14],_=n[15],t[12]=v*i+y*a+w*u+_*m,t[13]=v*r+y*c+w*d+_*g,t[14]=v*o+y*l+w*h+_*x,t[15]=v*s+y*f+w*p+_*b,t}function pf(t,e,n){let i=n[0],r=n[1],o=n[2],s,a,c,l,f,u,d,h,p,m,g,x;return e===t?(t[12]=e[0]*i+e[4]*r+e[8]*o+e[12],t[13]=e[1]*i+e[5]*r+e[9]*o+e[13],t[14]=e[2]*i+e[6]*r+e[10]*o+e[14],t[15]=e[3]*i+e[7]*r+e[11]*o+e[15]):(s=e[0],a=e[1],c=e[2],l=e[3],f=e[4],u=e[5],d=e[6],h=e[7],p=e[8],m=e[9],g=e[10],x=e[11],t[0]=s,t[1]=a,t[2]=c,t[3]=l,t[4]=f,t[5]=u,t[6]=d,t[7]=h,t[8]=p,t[9]=m,t[10]=g,t[11]=x,t[12]=s*i+f*r+p*o+e[12],t[13]=a*i+u*r+m*o+e[13],t[14]=c*i+d*r+g*o+e[14],t[15]=l*i+h*r+x*o+e[15]),t}function gf(t,e,n){let i=n[0],r=n[1],o=n[2];return t[0]=e[0]*i,t[1]=e[1]*i,t[2]=e[2]*i,t[3]=e[3]*i,t[4]=e[4]*r,t[5]=e[5]*r,t[6]=e[6]*r,t[7]=e[7]*r,t[8]=e[8]*o,t[9]=e[9]*o,t[10]=e[10]*o,t[11]=e[11]*o,t[12]=e[12],t[13]=e[13],t[14]=e[14],t[15]=e[15],t}function mf(t,e,n,i){let r=i[0],o=i[1],s=i[2],a=Math.sqrt(r*r+o*o+s*s),c,l,f,u,d,h,p,m,g,x,b,v,y,w,_,M,P,S,C,L,E,T,O,N;return a<1e-6?null:(a=1/a,r*=a,o*=a,s*=a,l=Math.sin(n),c=Math.cos(n),f=1-c,u=e[0],d=e[1],h=e[2],p=e[3],m=e[4],g=e[5],x=e[6],b=e[7],v=e[8],y=e[9],w=e[10],_=e[11],M=r*r*f+c,P=o*r*f+s*l,S=s*r*f-o*l,C=r*o*f-s*l,L=o*o*f+c,E=s*o*f+r*l,T=r*s*f+o*l,O=o*s*f-r*l,N=s*s*f+c,t[0]=u*M+m*P+v*S,t[1]=d*M+g*P+y*S,t[2]=h*M+x*P+w*S,t[3]=p*M+b*P+_*S,t[4]=u*C+m*L+v*E,t[5]=d*C+g*L+y*E,t[6]=h*C+x*L+w*E,t[7]=p*C+b*L+_*E,t[8]=u*T+m*O+v*N,t[9]=d*T+g*O+y*N,t[10]=h*T+x*O+w*N,t[11]=p*T+b*O+_*N,e!==t&&(t[12]=e[12],t[13]=e[13],t[14]=e[14],t[15]=e[15]),t)}function yf(t,e,n){let i=Math.sin(n),r=Math.cos(n),o=e[4],s=e[5],a=e[6],c=e[7],l=e[8],f=e[9],u=e[10],d=e[11];return e!==t&&(t[0]=e[0],t[1]=e[1],t[2]=e[2],t[3]=e[3],t[12]=e[12],t[13]=e[13],t[14]=e[14],t[15]=e[15]),t[4]=o*r+l*i,t[5]=s*r+f*i,t[6]=a*r+u*i,t[7]=c*r+d*i,t[8]=l*r-o*i,t[9]=f*r-s*i,t[10]=u*r-a*i,t[11]=d*r-c*i,t}function xf(t,e,n){let i=Math.sin(n),r=Math.cos(n),o=e[0],s=e[1],a=e[2],c=e[3],l=e[8],f=e[9],u=e[10],d=e[11];return e!==t&&(t[4]=e[4],t[5]=e[5],t[6]=e[6],t[7]=e[7],t[12]=e[12],t[13]=e[13],t[14]=e[14],t[15]=e[15]),t[0]=o*r-l*i,t[1]=s*r-f*i,t[2]=a*r-u*i,t[3]=c*r-d*i,t[8]=o*i+l*r,t[9]=s*i+f*r,t[10]=a*i+u*r,t[11]=c*i+d*r,t}function vf(t,e,n){let i=Math.sin(n),r=Math.cos(n),o=e[0],s=e[1],a=e[2],c=e[3],l=e[4],f=e[5],u=e[6],d=e[7];return e!==t&&(t[8]=e[8],t[9]=e[9],t[10]=e[10],t[11]=e[11],t[12]=e[12],t[13]=e[13],t[14]=e[14],t[15]=e[15]),t[0]=o*r+l*i,t[1]=s*r+f*i,t[2]=a*r+u*i,t[3]=c*r+d*i,t[4]=l*r-o*i,t[5]=f*r-s*i,t[6]=u*r-a*i,t[7]=d*r-c*i,t}function o_(t,e){return t[0]=1,t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=1,t[6]=0,t[7]=0,t[8]=0,t[9]=0,t[10]=1,t[11]=0,t[12]=e[0],t[13]=e[1],t[14]=e[2],t[15]=1,t}function s_(t,e){return t[0]=e[0],t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=e[1],t[6]=0,t[7]=0,t[8]=0,t[9]=0,t[10]=e[2],t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,t}function a_(t,e,n){let i=n[0],r=n[1],o=n[2],s=Math.sqrt(i*i+r*r+o*o),a,c,l;return s<1e-6?null:(s=1/s,i*=s,r*=s,o*=s,c=Math.sin(e),a=Math.cos(e),l=1-a,t[0]=i*i*l+a,t[1]=r*i*l+o*c,t[2]=o*i*l-r*c,t[3]=0,t[4]=i*r*l-o*c,t[5]=r*r*l+a,t[6]=o*r*l+i*c,t[7]=0,t[8]=i*o*l+r*c,t[9]=r*o*l-i*c,t[10]=o*o*l+a,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,t)}function c_(t,e){let n=Math.sin(e),i=Math.cos(e);return t[0]=1,t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=i,t[6]=n,t[7]=0,t[8]=0,t[9]=-n,t[10]=i,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,t}function l_(t,e){let n=Math.sin(e),i=Math.cos(e);return t[0]=i,t[1]=0,t[2]=-n,t[3]=0,t[4]=0,t[5]=1,t[6]=0,t[7]=0,t[8]=n,t[9]=0,t[10]=i,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,t}function f_(t,e){let n=Math.sin(e),i=Math.cos(e);return t[0]=i,t[1]=n,t[2]=0,t[3]=0,t[4]=-n,t[5]=i,t[6]=0,t[7]=0,t[8]=0,t[9]=0,t[10]=1,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,t}function Np(t,e,n){let i=e[0],r=e[1],o=e[2],s=e[3],a=i+i,c=r+r,l=o+o,f=i*a,u=i*c,d=i*l,h=r*c,p=r*l,m=o*l,g=s*a,x=s*c,b=s*l;return t[0]=1-(h+m),t[1]=u+b,t[2]=d-x,t[3]=0,t[4]=u-b,t[5]=1-(f+m),t[6]=p+g,t[7]=0,t[8]=d+x,t[9]=p-g,t[10]=1-(f+h),t[11]=0,t[12]=n[0],t[13]=n[1],t[14]=n[2],t[15]=1,t}function u_(t,e){let n=new ne(3),i=-e[0],r=-e[1],o=-e[2],s=e[3],a=e[4],c=e[5],l=e[6],f=e[7],u=i*i+r*r+o*o+s*s;return u>0?(n[0]=(a*s+f*i+c*o-l*r)*2/u,n[1]=(c*s+f*r+l*i-a*o)*2/u,n[2]=(l*s+f*o+a*r-c*i)*2/u):(n[0]=(a*s+f*i+c*o-l*r)*2,n[1]=(c*s+f*r+l*i-a*o)*2,n[2]=(l*s+f*o+a*r-c*i)*2),Np(t,e,n),t}function d_(t,e){return t[0]=e[12],t[1]=e[13],t[2]=e[14],t}function Bp(t,e){let n=e[0],i=e[1],r=e[2],o=e[4],s=e[5],a=e[6],c=e[8],l=e[9],f=e[10];return t[0]=Math.sqrt(n*n+i*i+r*r),t[1]=Math.sqrt(o*o+s*s+a*a),t[2]=Math.sqrt(c*c+l*l+f*f),t}function h_(t,e){let n=new ne(3);Bp(n,e);let i=1/n[0],r=1/n[1],o=1/n[2],s=e[0]*i,a=e[1]*r,c=e[2]*o,l=e[4]*i,f=e[5]*r,u=e[6]*o,d=e[8]*i,h=e[9]*r,p=e[10]*o,m=s+f+p,g=0;return m>0?(g=Math.sqrt(m+1)*2,t[3]=.25*g,t[0]=(u-h)/g,t[1]=(d-c)/g,t[2]=(a-l)/g):s>f&&s>p?(g=Math.sqrt(1+s-f-p)*2,t[3]=(u-h)/g,t[0]=.25*g,t[1]=(a+l)/g,t[2]=(d+c)/g):f>p?(g=Math.sqrt(1+f-s-p)*2,t[3]=(d-c)/g,t[0]=(a+l)/g,t[1]=.25*g,t[2]=(u+h)/g):(g=Math.sqrt(1+p-s-f)*2,t[3]=(a-l)/g,t[0]=(d+c)/g,t[1]=(u+h)/g,t[2]=.25*g),t}function p_(t,e,n,i){e[0]=i[12],e[1]=i[13],e[2]=i[14];let r=i[0],o=i[1],s=i[2],a=i[4],c=i[5],l=i[6],f=i[8],u=i[9],d=i[10];n[0]=Math.sqrt(r*r+o*o+s*s),n[1]=Math.sqrt(a*a+c*c+l*l),n[2]=Math.sqrt(f*f+u*u+d*d);let h=1/n[0],p=1/n[1],m=1/n[2],g=r*h,x=o*p,b=s*m,v=a*h,y=c*p,w=l*m,_=f*h,M=u*p,P=d*m,S=g+y+P,C=0;return S>0?(C=Math.sqrt(S+1)*2,t[3]=.25*C,t[0]=(w-M)/C,t[1]=(_-b)/C,t[2]=(x-v)/C):g>y&&g>P?(C=Math.sqrt(1+g-y-P)*2,t[3]=(w-M)/C,t[0]=.25*C,t[1]=(x+v)/C,t[2]=(_+b)/C):y>P?(C=Math.sqrt(1+y-g-P)*2,t[3]=(_-b)/C,t[0]=(x+v)/C,t[1]=.25*C,t[2]=(w+M)/C):(C=Math.sqrt(1+P-g-y)*2,t[3]=(x-v)/C,t[0]=(_+b)/C,t[1]=(w+M)/C,t[2]=.25*C),t}function g_(t,e,n,i){let r=e[0],o=e[1],s=e[2],a=e[3],c=r+r,l=o+o,f=s+s,u=r*c,d=r*l,h=r*f,p=o*l,m=o*f,g=s*f,x=a*c,b=a*l,v=a*f,y=i[0],w=i[1],_=i[2];return t[0]=(1-(p+g))*y,t[1]=(d+v)*y,t[2]=(h-b)*y,t[3]=0,t[4]=(d-v)*w,t[5]=(1-(u+g))*w,t[6]=(m+x)*w,t[7]=0,t[8]=(h+b)*_,t[9]=(m-x)*_,t[10]=(1-(u+p))*_,t[11]=0,t[12]=n[0],t[13]=n[1],t[14]=n[2],t[15]=1,t}function m_(t,e,n,i,r){let o=e[0],s=e[1],a=e[2],c=e[3],l=o+o,f=s+s,u=a+a,d=o*l,h=o*f,p=o*u,m=s*f,g=s*u,x=a*u,b=c*l,v=c*f,y=c*u,w=i[0],_=i[1],M=i[2],P=r[0],S=r[1],C=r[2],L=(1-(m+x))*w,E=(h+y)*w,T=(p-v)*w,O=(h-y)*_,N=(1-(d+x))*_,j=(g+b)*_,B=(p+v)*M,de=(g-b)*M,Ie=(1-(d+m))*M;return t[0]=L,t[1]=E,t[2]=T,t[3]=0,t[4]=O,t[5]=N,t[6]=j,t[7]=0,t[8]=B,t[9]=de,t[10]=Ie,t[11]=0,t[12]=n[0]+P-(L*P+O*S+B*C),t[13]=n[1]+S-(E*P+N*S+de*C),t[14]=n[2]+C-(T*P+j*S+Ie*C),t[15]=1,t}function bf(t,e){let n=e[0],i=e[1],r=e[2],o=e[3],s=n+n,a=i+i,c=r+r,l=n*s,f=i*s,u=i*a,d=r*s,h=r*a,p=r*c,m=o*s,g=o*a,x=o*c;return t[0]=1-u-p,t[1]=f+x,t[2]=d-g,t[3]=0,t[4]=f-x,t[5]=1-l-p,t[6]=h+m,t[7]=0,t[8]=d+g,t[9]=h-m,t[10]=1-l-u,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,t}function wf(t,e,n,i,r,o,s){let a=1/(n-e),c=1/(r-i),l=1/(o-s);return t[0]=o*2*a,t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=o*2*c,t[6]=0,t[7]=0,t[8]=(n+e)*a,t[9]=(r+i)*c,t[10]=(s+o)*l,t[11]=-1,t[12]=0,t[13]=0,t[14]=s*o*2*l,t[15]=0,t}function Up(t,e,n,i,r){let o=1/Math.tan(e/2);if(t[0]=o/n,t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=o,t[6]=0,t[7]=0,t[8]=0,t[9]=0,t[11]=-1,t[12]=0,t[13]=0,t[15]=0,r!=null&&r!==1/0){let s=1/(i-r);t[10]=(r+i)*s,t[14]=2*r*i*s}else t[10]=-1,t[14]=-2*i;return t}var _f=Up;function y_(t,e,n,i,r){let o=1/Math.tan(e/2);if(t[0]=o/n,t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=o,t[6]=0,t[7]=0,t[8]=0,t[9]=0,t[11]=-1,t[12]=0,t[13]=0,t[15]=0,r!=null&&r!==1/0){let s=1/(i-r);t[10]=r*s,t[14]=r*i*s}else t[10]=-1,t[14]=-i;return t}function x_(t,e,n,i){let r=Math.tan(e.upDegrees*Math.PI/180),o=Math.tan(e.downDegrees*Math.PI/180),s=Math.tan(e.leftDegrees*Math.PI/180),a=Math.tan(e.rightDegrees*Math.PI/180),c=2/(s+a),l=2/(r+o);return t[0]=c,t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=l,t[6]=0,t[7]=0,t[8]=-((s-a)*c*.5),t[9]=(r-o)*l*.5,t[10]=i/(n-i),t[11]=-1,t[12]=0,t[13]=0,t[14]=i*n/(n-i),t[15]=0,t}function jp(t,e,n,i,r,o,s){let a=1/(e-n),c=1/(i-r),l=1/(o-s);return t[0]=-2*a,t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=-2*c,t[6]=0,t[7]=0,t[8]=0,t[9]=0,t[10]=2*l,t[11]=0,t[12]=(e+n)*a,t[13]=(r+i)*c,t[14]=(s+o)*l,t[15]=1,t}var Pf=jp;function v_(t,e,n,i,r,o,s){let a=1/(e-n),c=1/(i-r),l=1/(o-s);return t[0]=-2*a,t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=-2*c,t[6]=0,t[7]=0,t[8]=0,t[9]=0,t[10]=l,t[11]=0,t[12]=(e+n)*a,t[13]=(r+i)*c,t[14]=o*l,t[15]=1,t}function Cf(t,e,n,i){let r,o,s,a,c,l,f,u,d,h,p=e[0],m=e[1],g=e[2],x=i[0],b=i[1],v=i[2],y=n[0],w=n[1],_=n[2];return Math.abs(p-y)<1e-6&&Math.abs(m-w)<1e-6&&Math.abs(g-_)<1e-6?zp(t):(u=p-y,d=m-w,h=g-_,r=1/Math.sqrt(u*u+d*d+h*h),u*=r,d*=r,h*=r,o=b*h-v*d,s=v*u-x*h,a=x*d-b*u,r=Math.sqrt(o*o+s*s+a*a),r?(r=1/r,o*=r,s*=r,a*=r):(o=0,s=0,a=0),c=d*a-h*s,l=h*o-u*a,f=u*s-d*o,r=Math.sqrt(c*c+l*l+f*f),r?(r=1/r,c*=r,l*=r,f*=r):(c=0,l=0,f=0),t[0]=o,t[1]=c,t[2]=u,t[3]=0,t[4]=s,t[5]=l,t[6]=d,t[7]=0,t[8]=a,t[9]=f,t[10]=h,t[11]=0,t[12]=-(o*p+s*m+a*g),t[13]=-(c*p+l*m+f*g),t[14]=-(u*p+d*m+h*g),t[15]=1,t)}function b_(t,e,n,i){let r=e[0],o=e[1],s=e[2],a=i[0],c=i[1],l=i[2],f=r-n[0],u=o-n[1],d=s-n[2],h=f*f+u*u+d*d;h>0&&(h=1/Math.sqrt(h),f*=h,u*=h,d*=h);let p=c*d-l*u,m=l*f-a*d,g=a*u-c*f;return h=p*p+m*m+g*g,h>0&&(h=1/Math.sqrt(h),p*=h,m*=h,g*=h),t[0]=p,t[1]=m,t[2]=g,t[3]=0,t[4]=u*g-d*m,t[5]=d*p-f*g,t[6]=f*m-u*p,t[7]=0,t[8]=f,t[9]=u,t[10]=d,t[11]=0,t[12]=r,t[13]=o,t[14]=s,t[15]=1,t}function w_(t){return`mat4(${t[0]}, ${t[1]}, ${t[2]}, ${t[3]}, ${t[4]}, ${t[5]}, ${t[6]}, ${t[7]}, ${t[8]}, ${t[9]}, ${t[10]}, ${t[11]}, ${t[12]}, ${t[13]}, ${t[14]}, ${t[15]})`}function __(t){return Math.sqrt(t[0]*t[0]+t[1]*t[1]+t[2]*t[2]+t[3]*t[3]+t[4]*t[4]+t[5]*t[5]+t[6]*t[6]+t[7]*t[7]+t[8]*t[8]+t[9]*t[9]+t[10]*t[10]+t[11]*t[11]+t[12]*t[12]+t[13]*t[13]+t[14]*t[14]+t[15]*t[15])}function P_(t,e,n){return t[0]=e[0]+n[0],t[1]=e[1]+n[1],t[2]=e[2]+n[2],t[3]=e[3]+n[3],t[4]=e[4]+n[4],t[5]=e[5]+n[5],t[6]=e[6]+n[6],t[7]=e[7]+n[7],t[8]=e[8]+n[8],t[9]=e[9]+n[9],t[10]=e[10]+n[10],t[11]=e[11]+n[11],t[12]=e[12]+n[12],t[13]=e[13]+n[13],t[14]=e[14]+n[14],t[15]=e[15]+n[15],t}function Vp(t,e,n){return t[0]=e[0]-n[0],t[1]=e[1]-n[1],t[2]=e[2]-n[2],t[3]=e[3]-n[3],t[4]=e[4]-n[4],t[5]=e[5]-n[5],t[6]=e[6]-n[6],t[7]=e[7]-n[7],t[8]=e[8]-n[8],t[9]=e[9]-n[9],t[10]=e[10]-n[10],t[11]=e[11]-n[11],t[12]=e[12]-n[12],t[13]=e[13]-n[13],t[14]=e[14]-n[14],t[15]=e[15]-n[15],t}function C_(t,e,n){return t[0]=e[0]*n,t[1]=e[1]*n,t[2]=e[2]*n,t[3]=e[3]*n,t[4]=e[4]*n,t[5]=e[5]*n,t[6]=e[6]*n,t[7]=e[7]*n,t[8]=e[8]*n,t[9]=e[9]*n,t[10]=e[10]*n,t[11]=e[11]*n,t[12]=e[12]*n,t[13]=e[13]*n,t[14]=e[14]*n,t[15]=e[15]*n,t}function S_(t,e,n,i){return t[0]=e[0]+n[0]*i,t[1]=e[1]+n[1]*i,t[2]=e[2]+n[2]*i,t[3]=e[3]+n[3]*i,t[4]=e[4]+n[4]*i,t[5]=e[5]+n[5]*i,t[6]=e[6]+n[6]*i,t[7]=e[7]+n[7]*i,t[8]=e[8]+n[8]*i,t[9]=e[9]+n[9]*i,t[10]=e[10]+n[10]*i,t[11]=e[11]+n[11]*i,t[12]=e[12]+n[12]*i,t[13]=e[13]+n[13]*i,t[14]=e[14]+n[14]*i,t[15]=e[15]+n[15]*i,t}function M_(t,e){return t[0]===e[0]&&t[1]===e[1]&&t[2]===e[2]&&t[3]===e[3]&&t[4]===e[4]&&t[5]===e[5]&&t[6]===e[6]&&t[7]===e[7]&&t[8]===e[8]&&t[9]===e[9]&&t[10]===e[10]&&t[11]===e[11]&&t[12]===e[12]&&t[13]===e[13]&&t[14]===e[14]&&t[15]===e[15]}function E_(t,e){let n=t[0],i=t[1],r=t[2],o=t[3],s=t[4],a=t[5],c=t[6],l=t[7],f=t[8],u=t[9],d=t[10],h=t[11],p=t[12],m=t[13],g=t[14],x=t[15],b=e[0],v=e[1],y=e[2],w=e[3],_=e[4],M=e[5],P=e[6],S=e[7],C=e[8],L=e[9],E=e[10],T=e[11],O=e[12],N=e[13],j=e[14],B=e[15];return Math.abs(n-b)<=1e-6*Math.max(1,Math.abs(n),Math.abs(b))&&Math.abs(i-v)<=1e-6*Math.max(1,Math.abs(i),Math.abs(v))&&Math.abs(r-y)<=1e-6*Math.max(1,Math.abs(r),Math.abs(y))&&Math.abs(o-w)<=1e-6*Math.max(1,Math.abs(o),Math.abs(w))&&Math.abs(s-_)<=1e-6*Math.max(1,Math.abs(s),Math.abs(_))&&Math.abs(a-M)<=1e-6*Math.max(1,Math.abs(a),Math.abs(M))&&Math.abs(c-P)<=1e-6*Math.max(1,Math.abs(c),Math.abs(P))&&Math.abs(l-S)<=1e-6*Math.max(1,Math.abs(l),Math.abs(S))&&Math.abs(f-C)<=1e-6*Math.max(1,Math.abs(f),Math.abs(C))&&Math.abs(u-L)<=1e-6*Math.max(1,Math.abs(u),Math.abs(L))&&Math.abs(d-E)<=1e-6*Math.max(1,Math.abs(d),Math.abs(E))&&Math.abs(h-T)<=1e-6*Math.max(1,Math.abs(h),Math.abs(T))&&Math.abs(p-O)<=1e-6*Math.max(1,Math.abs(p),Math.abs(O))&&Math.abs(m-N)<=1e-6*Math.max(1,Math.abs(m),Math.abs(N))&&Math.abs(g-j)<=1e-6*Math.max(1,Math.abs(g),Math.abs(j))&&Math.abs(x-B)<=1e-6*Math.max(1,Math.abs(x),Math.abs(B))}var T_=wr,L_=Vp;var St={};ai(St,{add:()=>R_,ceil:()=>D_,clone:()=>A_,copy:()=>O_,create:()=>Gp,cross:()=>Y_,dist:()=>iP,distance:()=>Hp,div:()=>nP,divide:()=>Yp,dot:()=>$_,equals:()=>Q_,exactEquals:()=>J_,floor:()=>F_,forEach:()=>aP,fromValues:()=>I_,inverse:()=>G_,len:()=>oP,length:()=>Zp,lerp:()=>H_,max:()=>N_,min:()=>z_,mul:()=>tP,multiply:()=>$p,negate:()=>V_,normalize:()=>W_,random:()=>q_,round:()=>B_,scale:()=>U_,scaleAndAdd:()=>j_,set:()=>k_,sqrDist:()=>rP,sqrLen:()=>sP,squaredDistance:()=>qp,squaredLength:()=>Xp,str:()=>K_,sub:()=>eP,subtract:()=>Wp,transformMat4:()=>Sf,transformQuat:()=>Z_,zero:()=>X_});function Gp(){let t=new ne(4);return ne!=Float32Array&&(t[0]=0,t[1]=0,t[2]=0,t[3]=0),t}function A_(t){let e=new ne(4);return e[0]=t[0],e[1]=t[1],e[2]=t[2],e[3]=t[3],e}function I_(t,e,n,i){let r=new ne(4);return r[0]=t,r[1]=e,r[2]=n,r[3]=i,r}function O_(t,e){return t[0]=e[0],t[1]=e[1],t[2]=e[2],t[3]=e[3],t}function k_(t,e,n,i,r){return t[0]=e,t[1]=n,t[2]=i,t[3]=r,t}function R_(t,e,n){return t[0]=e[0]+n[0],t[1]=e[1]+n[1],t[2]=e[2]+n[2],t[3]=e[3]+n[3],t}function Wp(t,e,n){return t[0]=e[0]-n[0],t[1]=e[1]-n[1],t[2]=e[2]-n[2],t[3]=e[3]-n[3],t}function $p(t,e,n){return t[0]=e[0]*n[0],t[1]=e[1]*n[1],t[2]=e[2]*n[2],t[3]=e[3]*n[3],t}function Yp(t,e,n){return t[0]=e[0]/n[0],t[1]=e[1]/n[1],t[2]=e[2]/n[2],t[3]=e[3]/n[3],t}function D_(t,e){return t[0]=Math.ceil(e[0]),t[1]=Math.ceil(e[1]),t[2]=Math.ceil(e[2]),t[3]=Math.ceil(e[3]),t}function F_(t,e){return t[0]=Math.floor(e[0]),t[1]=Math.floor(e[1]),t[2]=Math.floor(e[2]),t[3]=Math.floor(e[3]),t}function z_(t,e,n){return t[0]=Math.min(e[0],n[0]),t[1]=Math.min(e[1],n[1]),t[2]=Math.min(e[2],n[2]),t[3]=Math.min(e[3],n[3]),t}function N_(t,e,n){return t[0]=Math.max(e[0],n[0]),t[1]=Math.max(e[1],n[1]),t[2]=Math.max(e[2],n[2]),t[3]=Math.max(e[3],n[3]),t}function B_(t,e){return t[0]=Xe(e[0]),t[1]=Xe(e[1]),t[2]=Xe(e[2]),t[3]=Xe(e[3]),t}function U_(t,e,n){return t[0]=e[0]*n,t[1]=e[1]*n,t[2]=e[2]*n,t[3]=e[3]*n,t}function j_(t,e,n,i){return t[0]=e[0]+n[0]*i,t[1]=e[1]+n[1]*i,t[2]=e[2]+n[2]*i,t[3]=e[3]+n[3]*i,t}function Hp(t,e){let n=e[0]-t[0],i=e[1]-t[1],r=e[2]-t[2],o=e[3]-t[3];return Math.sqrt(n*n+i*i+r*r+o*o)}function qp(t,e){let n=e[0]-t[0],i=e[1]-t[1],r=e[2]-t[2],o=e[3]-t[3];return n*n+i*i+r*r+o*o}function Zp(t){let e=t[0],n=t[1],i=t[2],r=t[3];return Math.sqrt(e*e+n*n+i*i+r*r)}function Xp(t){let e=t[0],n=t[1],i=t[2],r=t[3];return e*e+n*n+i*i+r*r}function V_(t,e){return t[0]=-e[0],t[1]=-e[1],t[2]=-e[2],t[3]=-e[3],t}function G_(t,e){return t[0]=1/e[0],t[1]=1/e[1],t[2]=1/e[2],t[3]=1/e[3],t}function W_(t,e){let n=e[0],i=e[1],r=e[2],o=e[3],s=n*n+i*i+r*r+o*o;return s>0&&(s=1/Math.sqrt(s)),t[0]=n*s,t[1]=i*s,t[2]=r*s,t[3]=o*s,t}function $_(t,e){return t[0]*e[0]+t[1]*e[1]+t[2]*e[2]+t[3]*e[3]}function Y_(t,e,n,i){let r=n[0]*i[1]-n[1]*i[0],o=n[0]*i[2]-n[2]*i[0],s=n[0]*i[3]-n[3]*i[0],a=n[1]*i[2]-n[2]*i[1],c=n[1]*i[3]-n[3]*i[1],l=n[2]*i[3]-n[3]*i[2],f=e[0],u=e[1],d=e[2],h=e[3];return t[0]=u*l-d*c+h*a,t[1]=-(f*l)+d*s-h*o,t[2]=f*c-u*s+h*r,t[3]=-(f*a)+u*o-d*r,t}function H_(t,e,n,i){let r=e[0],o=e[1],s=e[2],a=e[3];return t[0]=r+i*(n[0]-r),t[1]=o+i*(n[1]-o),t[2]=s+i*(n[2]-s),t[3]=a+i*(n[3]-a),t}function q_(t,e){e=e===void 0?1:e;let n,i,r,o,s,a;do n=Ct()*2-1,i=Ct()*2-1,s=n*n+i*i;while(s>=1);do r=Ct()*2-1,o=Ct()*2-1,a=r*r+o*o;while(a>=1);let c=Math.sqrt((1-s)/a);return t[0]=e*n,t[1]=e*i,t[2]=e*r*c,t[3]=e*o*c,t}function Sf(t,e,n){let i=e[0],r=e[1],o=e[2],s=e[3];return t[0]=n[0]*i+n[4]*r+n[8]*o+n[12]*s,t[1]=n[1]*i+n[5]*r+n[9]*o+n[13]*s,t[2]=n[2]*i+n[6]*r+n[10]*o+n[14]*s,t[3]=n[3]*i+n[7]*r+n[11]*o+n[15]*s,t}function Z_(t,e,n){let i=e[0],r=e[1],o=e[2],s=n[0],a=n[1],c=n[2],l=n[3],f=l*i+a*o-c*r,u=l*r+c*i-s*o,d=l*o+s*r-a*i,h=-s*i-a*r-c*o;return t[0]=f*l+h*-s+u*-c-d*-a,t[1]=u*l+h*-a+d*-s-f*-c,t[2]=d*l+h*-c+f*-a-u*-s,t[3]=e[3],t}function X_(t){return t[0]=0,t[1]=0,t[2]=0,t[3]=0,t}function K_(t){return`vec4(${t[0]}, ${t[1]}, ${t[2]}, ${t[3]})`}function J_(t,e){return t[0]===e[0]&&t[1]===e[1]&&t[2]===e[2]&&t[3]===e[3]}function Q_(t,e){let n=t[0],i=t[1],r=t[2],o=t[3],s=e[0],a=e[1],c=e[2],l=e[3];return Math.abs(n-s)<=1e-6*Math.max(1,Math.abs(n),Math.abs(s))&&Math.abs(i-a)<=1e-6*Math.max(1,Math.abs(i),Math.abs(a))&&Math.abs(r-c)<=1e-6*Math.max(1,Math.abs(r),Math.abs(c))&&Math.abs(o-l)<=1e-6*Math.max(1,Math.abs(o),Math.abs(l))}var eP=Wp,tP=$p,nP=Yp,iP=Hp,rP=qp,oP=Zp,sP=Xp,aP=(function(){let t=Gp();return function(e,n,i,r,o,s){let a,c;for(n||(n=4),i||(i=0),r?c=Math.min(r*n+i,e.length):c=e.length,a=i;a<c;a+=n)t[0]=e[a],t[1]=e[a+1],t[2]=e[a+2],t[3]=e[a+3],o(t,t,s),e[a]=t[0],e[a+1]=t[1],e[a+2]=t[2],e[a+3]=t[3];return e}})();var Tf;(function(t){t[t.COL0ROW0=0]="COL0ROW0",t[t.COL0ROW1=1]="COL0ROW1",t[t.COL0ROW2=2]="COL0ROW2",t[t.COL0ROW3=3]="COL0ROW3",t[t.COL1ROW0=4]="COL1ROW0",t[t.COL1ROW1=5]="COL1ROW1",t[t.COL1ROW2=6]="COL1ROW2",t[t.COL1ROW3=7]="COL1ROW3",t[t.COL2ROW0=8]="COL2ROW0",t[t.COL2ROW1=9]="COL2ROW1",t[t.COL2ROW2=10]="COL2ROW2",t[t.COL2ROW3=11]="COL2ROW3",t[t.COL3ROW0=12]="COL3ROW0",t[t.COL3ROW1=13]="COL3ROW1",t[t.COL3ROW2=14]="COL3ROW2",t[t.COL3ROW3=15]="COL3ROW3"})(Tf||(Tf={}));var cP=45*Math.PI/180,lP=1,Mf=.1,Ef=500,fP=Object.freeze([1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]),we=class extends oa{static get IDENTITY(){return dP()}static get ZERO(){return uP()}get ELEMENTS(){return 16}get RANK(){return 4}get INDICES(){return Tf}constructor(e){super(-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0),arguments.length===1&&Array.isArray(e)?this.copy(e):this.identity()}copy(e){return this[0]=e[0],this[1]=e[1],this[2]=e[2],this[3]=e[3],this[4]=e[4],this[5]=e[5],this[6]=e[6],this[7]=e[7],this[8]=e[8],this[9]=e[9],this[10]=e[10],this[11]=e[11],this[12]=e[12],this[13]=e[13],this[14]=e[14],this[15]=e[15],this.check()}set(e,n,i,r,o,s,a,c,l,f,u,d,h,p,m,g){return this[0]=e,this[1]=n,this[2]=i,this[3]=r,this[4]=o,this[5]=s,this[6]=a,this[7]=c,this[8]=l,this[9]=f,this[10]=u,this[11]=d,this[12]=h,this[13]=p,this[14]=m,this[15]=g,this.check()}setRowMajor(e,n,i,r,o,s,a,c,l,f,u,d,h,p,m,g){return this[0]=e,this[1]=o,this[2]=l,this[3]=h,this[4]=n,this[5]=s,this[6]=f,this[7]=p,this[8]=i,this[9]=a,this[10]=u,this[11]=m,this[12]=r,this[13]=c,this[14]=d,this[15]=g,this.check()}toRowMajor(e){return e[0]=this[0],e[1]=this[4],e[2]=this[8],e[3]=this[12],e[4]=this[1],e[5]=this[5],e[6]=this[9],e[7]=this[13],e[8]=this[2],e[9]=this[6],e[10]=this[10],e[11]=this[14],e[12]=this[3],e[13]=this[7],e[14]=this[11],e[15]=this[15],e}identity(){return this.copy(fP)}fromObject(e){return this.check()}fromQuaternion(e){return bf(this,e),this.check()}frustum(e){let{left:n,right:i,bottom:r,top:o,near:s=Mf,far:a=Ef}=e;return a===1/0?hP(this,n,i,r,o,s):wf(this,n,i,r,o,s,a),this.check()}lookAt(e){let{eye:n,center:i=[0,0,0],up:r=[0,1,0]}=e;return Cf(this,n,i,r),this.check()}ortho(e){let{left:n,right:i,bottom:r,top:o,near:s=Mf,far:a=Ef}=e;return Pf(this,n,i,r,o,s,a),this.check()}orthographic(e){let{fovy:n=cP,aspect:i=lP,focalDistance:r=1,near:o=Mf,far:s=Ef}=e;Kp(n);let a=n/2,c=r*Math.tan(a),l=c*i;return this.ortho({left:-l,right:l,bottom:-c,top:c,near:o,far:s})}perspective(e){let{fovy:n=45*Math.PI/180,aspect:i=1,near:r=.1,far:o=500}=e;return Kp(n),_f(this,n,i,r,o),this.check()}determinant(){return hf(this)}getScale(e=[-0,-0,-0]){return e[0]=Math.sqrt(this[0]*this[0]+this[1]*this[1]+this[2]*this[2]),e[1]=Math.sqrt(this[4]*this[4]+this[5]*this[5]+this[6]*this[6]),e[2]=Math.sqrt(this[8]*this[8]+this[9]*this[9]+this[10]*this[10]),e}getTranslation(e=[-0,-0,-0]){return e[0]=this[12],e[1]=this[13],e[2]=this[14],e}getRotation(e,n){e=e||[-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0,-0],n=n||[-0,-0,-0];let i=this.getScale(n),r=1/i[0],o=1/i[1],s=1/i[2];return e[0]=this[0]*r,e[1]=this[1]*o,e[2]=this[2]*s,e[3]=0,e[4]=this[4]*r,e[5]=this[5]*o,e[6]=this[6]*s,e[7]=0,e[8]=this[8]*r,e[9]=this[9]*o,e[10]=this[10]*s,e[11]=0,e[12]=0,e[13]=0,e[14]=0,e[15]=1,e}getRotationMatrix3(e,n){e=e||[-0,-0,-0,-0,-0,-0,-0,-0,-0],n=n||[-0,-0,-0];let i=this.getScale(n),r=1/i[0],o=1/i[1],s=1/i[2];return e[0]=this[0]*r,e[1]=this[1]*o,e[2]=this[2]*s,e[3]=this[4]*r,e[4]=this[5]*o,e[5]=this[6]*s,e[6]=this[8]*r,e[7]=this[9]*o,e[8]=this[10]*s,e}transpose(){return uf(this,this),this.check()}invert(){return df(this,this),this.check()}multiplyLeft(e){return wr(this,e,this),this.check()}multiplyRight(e){return wr(this,this,e),this.check()}rotateX(e){return yf(this,this,e),this.check()}rotateY(e){return xf(this,this,e),this.check()}rotateZ(e){return vf(this,this,e),this.check()}rotateXYZ(e){return this.rotateX(e[0]).rotateY(e[1]).rotateZ(e[2])}rotateAxis(e,n){return mf(this,this,e,n),this.check()}scale(e){return gf(this,this,Array.isArray(e)?e:[e,e,e]),this.check()}translate(e){return pf(this,this,e),this.check()}transform(e,n){return e.length===4?(n=Sf(n||[-0,-0,-0,-0],e,this),ea(n,4),n):this.transformAsPoint(e,n)}transformAsPoint(e,n){let{length:i}=e,r;switch(i){case 2:r=ef(n||[-0,-0],e,this);break;case 3:r=br(n||[-0,-0,-0],e,this);break;default:throw new Error("Illegal vector")}return ea(r,e.length),r}transformAsVector(e,n){let i;switch(e.length){case 2:i=Ep(n||[-0,-0],e,this);break;case 3:i=ia(n||[-0,-0,-0],e,this);break;default:throw new Error("Illegal vector")}return ea(i,e.length),i}transformPoint(e,n){return this.transformAsPoint(e,n)}transformVector(e,n){return this.transformAsPoint(e,n)}transformDirection(e,n){return this.transformAsVector(e,n)}makeRotationX(e){return this.identity().rotateX(e)}makeTranslation(e,n,i){return this.identity().translate([e,n,i])}},sa,aa;function uP(){return sa||(sa=new we([0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]),Object.freeze(sa)),sa}function dP(){return aa||(aa=new we,Object.freeze(aa)),aa}function Kp(t){if(t>Math.PI*2)throw Error("expected radians")}function hP(t,e,n,i,r,o){let s=2*o/(n-e),a=2*o/(r-i),c=(n+e)/(n-e),l=(r+i)/(r-i),f=-1,u=-1,d=-2*o;return t[0]=s,t[1]=0,t[2]=0,t[3]=0,t[4]=0,t[5]=a,t[6]=0,t[7]=0,t[8]=c,t[9]=l,t[10]=f,t[11]=u,t[12]=0,t[13]=0,t[14]=d,t[15]=0,t}var pP=`struct LayerUniforms {
  opacity: f32,
};

@group(0) @binding(auto)
var<uniform> layer: LayerUniforms;
`,Jp=`layout(std140) uniform layerUniforms {
  uniform float opacity;
} layer;
`,Lf={name:"layer",source:pP,vs:Jp,fs:Jp,getUniforms:t=>({opacity:Math.pow(t.opacity,.45454545454545453)}),uniformTypes:{opacity:"f32"}};var gP=`

@must_use
fn deckgl_premultiplied_alpha(fragColor: vec4<f32>) -> vec4<f32> {
    return vec4(fragColor.rgb * fragColor.a, fragColor.a); 
};
`,Ke={name:"color",dependencies:[],source:gP,getUniforms:t=>({})};var mP=`const SMOOTH_EDGE_RADIUS: f32 = 0.5;

struct VertexGeometry {
  position: vec4<f32>,
  worldPosition: vec3<f32>,
  worldPositionAlt: vec3<f32>,
  normal: vec3<f32>,
  uv: vec2<f32>,
  pickingColor: vec3<f32>,
};

var<private> geometry_: VertexGeometry = VertexGeometry(
  vec4<f32>(0.0, 0.0, 1.0, 0.0),
  vec3<f32>(0.0, 0.0, 0.0),
  vec3<f32>(0.0, 0.0, 0.0),
  vec3<f32>(0.0, 0.0, 0.0),
  vec2<f32>(0.0, 0.0),
  vec3<f32>(0.0, 0.0, 0.0)
);

struct FragmentGeometry {
  uv: vec2<f32>,
};

var<private> fragmentGeometry: FragmentGeometry;

fn smoothedge(edge: f32, x: f32) -> f32 {
  return smoothstep(edge - SMOOTH_EDGE_RADIUS, edge + SMOOTH_EDGE_RADIUS, x);
}
`,Qp="#define SMOOTH_EDGE_RADIUS 0.5",yP=`${Qp}

struct VertexGeometry {
  vec4 position;
  vec3 worldPosition;
  vec3 worldPositionAlt;
  vec3 normal;
  vec2 uv;
  vec3 pickingColor;
} geometry = VertexGeometry(
  vec4(0.0, 0.0, 1.0, 0.0),
  vec3(0.0),
  vec3(0.0),
  vec3(0.0),
  vec2(0.0),
  vec3(0.0)
);
`,xP=`${Qp}

struct FragmentGeometry {
  vec2 uv;
};
FragmentGeometry geometry;

float smoothedge(float edge, float x) {
  return smoothstep(edge - SMOOTH_EDGE_RADIUS, edge + SMOOTH_EDGE_RADIUS, x);
}
`,ca={name:"geometry",source:mP,vs:yP,fs:xP};var F;(function(t){t[t.Start=1]="Start",t[t.Move=2]="Move",t[t.End=4]="End",t[t.Cancel=8]="Cancel"})(F||(F={}));var J;(function(t){t[t.None=0]="None",t[t.Left=1]="Left",t[t.Right=2]="Right",t[t.Up=4]="Up",t[t.Down=8]="Down",t[t.Horizontal=3]="Horizontal",t[t.Vertical=12]="Vertical",t[t.All=15]="All"})(J||(J={}));var k;(function(t){t[t.Possible=1]="Possible",t[t.Began=2]="Began",t[t.Changed=4]="Changed",t[t.Ended=8]="Ended",t[t.Recognized=8]="Recognized",t[t.Cancelled=16]="Cancelled",t[t.Failed=32]="Failed"})(k||(k={}));var eg="compute",Af="auto",En="manipulation",Tn="none",_r="pan-x",Pr="pan-y";function If(t){if(t.includes(Tn))return Tn;let e=t.includes(_r),n=t.includes(Pr);return e&&n?Tn:e||n?e?_r:Pr:t.includes(En)?En:Af}var Cr=class{constructor(e,n){this.actions="",this.manager=e,this.set(n)}set(e){e===eg&&(e=this.compute()),this.manager.element&&(this.manager.element.style.touchAction=e,this.actions=e)}update(){this.set(this.manager.options.touchAction)}compute(){let e=[];for(let n of this.manager.recognizers)n.options.enable&&(e=e.concat(n.getTouchAction()));return If(e.join(" "))}};function pi(t){return t.trim().split(/\s+/g)}function la(t,e,n){if(t)for(let i of pi(e))t.addEventListener(i,n,!1)}function fa(t,e,n){if(t)for(let i of pi(e))t.removeEventListener(i,n,!1)}function Of(t){return(t.ownerDocument||t).defaultView}function kf(t,e){let n=t;for(;n;){if(n===e)return!0;n=n.parentNode}return!1}function ua(t){let e=t.length;if(e===1)return{x:Math.round(t[0].clientX),y:Math.round(t[0].clientY)};let n=0,i=0,r=0;for(;r<e;)n+=t[r].clientX,i+=t[r].clientY,r++;return{x:Math.round(n/e),y:Math.round(i/e)}}function Rf(t){let e=[],n=0;for(;n<t.pointers.length;)e[n]={clientX:Math.round(t.pointers[n].clientX),clientY:Math.round(t.pointers[n].clientY)},n++;return{timeStamp:Date.now(),pointers:e,center:ua(e),deltaX:t.deltaX,deltaY:t.deltaY}}function gi(t,e){let n=e.x-t.x,i=e.y-t.y;return Math.sqrt(n*n+i*i)}function Sr(t,e){let n=e.clientX-t.clientX,i=e.clientY-t.clientY;return Math.sqrt(n*n+i*i)}function tg(t,e){let n=e.x-t.x,i=e.y-t.y;return Math.atan2(i,n)*180/Math.PI}function Df(t,e){let n=e.clientX-t.clientX,i=e.clientY-t.clientY;return Math.atan2(i,n)*180/Math.PI}function mi(t,e){return t===e?J.None:Math.abs(t)>=Math.abs(e)?t<0?J.Left:J.Right:e<0?J.Up:J.Down}function ng(t,e){let n=e.center,i=t.offsetDelta,r=t.prevDelta,o=t.prevInput;return(e.eventType===F.Start||o?.eventType===F.End)&&(r=t.prevDelta={x:o?.deltaX||0,y:o?.deltaY||0},i=t.offsetDelta={x:n.x,y:n.y}),{deltaX:r.x+(n.x-i.x),deltaY:r.y+(n.y-i.y)}}function da(t,e,n){return{x:e/t||0,y:n/t||0}}function ig(t,e){return Sr(e[0],e[1])/Sr(t[0],t[1])}function rg(t,e){return Df(e[1],e[0])-Df(t[1],t[0])}function og(t,e){let n=t.lastInterval||e,i=e.timeStamp-n.timeStamp,r,o,s,a;if(e.eventType!==F.Cancel&&(i>25||n.velocity===void 0)){let c=e.deltaX-n.deltaX,l=e.deltaY-n.deltaY,f=da(i,c,l);o=f.x,s=f.y,r=Math.abs(f.x)>Math.abs(f.y)?f.x:f.y,a=mi(c,l),t.lastInterval=e}else r=n.velocity,o=n.velocityX,s=n.velocityY,a=n.direction;e.velocity=r,e.velocityX=o,e.velocityY=s,e.direction=a}function Ff(t,e){return"pointerId"in t?t.pointerId:e}function sg(t,e){t.movementOrigin=new Map(e.map((n,i)=>[Ff(n,i),{clientX:n.clientX,clientY:n.clientY}])),t.firstMovementTime=void 0}function bP(t,e){let n=e.pointers.map(Ff);if(t.movementOrigin?.size===n.length&&n.every(r=>t.movementOrigin.has(r))||sg(t,e.pointers),e.distancePerPointer=e.pointers.map((r,o)=>Sr(t.movementOrigin.get(n[o]),r)),e.eventType&F.Move&&e.distancePerPointer.some(r=>r>0)&&(t.firstMovementTime??(t.firstMovementTime=e.timeStamp)),e.movementDeltaTime=t.firstMovementTime===void 0?0:e.timeStamp-t.firstMovementTime,e.eventType&(F.End|F.Cancel)){let r=e.changedPointers.map(o=>Ff(o,e.pointers.indexOf(o)));sg(t,e.pointers.filter((o,s)=>!r.includes(n[s])))}}function ag(t,e){let{session:n}=t,{pointers:i}=e,{length:r}=i;n.firstInput||(n.firstInput=Rf(e)),r>1&&!n.firstMultiple?n.firstMultiple=Rf(e):r===1&&(n.firstMultiple=!1);let{firstInput:o,firstMultiple:s}=n,a=s?s.center:o.center,c=e.center=ua(i);e.timeStamp=Date.now(),e.deltaTime=e.timeStamp-o.timeStamp,bP(n,e),e.angle=tg(a,c),e.distance=gi(a,c);let{deltaX:l,deltaY:f}=ng(n,e);e.deltaX=l,e.deltaY=f,e.offsetDirection=mi(e.deltaX,e.deltaY);let u=da(e.deltaTime,e.deltaX,e.deltaY);e.overallVelocityX=u.x,e.overallVelocityY=u.y,e.overallVelocity=Math.abs(u.x)>Math.abs(u.y)?u.x:u.y,e.scale=s?ig(s.pointers,i):1,e.rotation=s?rg(s.pointers,i):0,e.maxPointers=n.prevInput?e.pointers.length>n.prevInput.maxPointers?e.pointers.length:n.prevInput.maxPointers:e.pointers.length;let d=t.element;return kf(e.srcEvent.target,d)&&(d=e.srcEvent.target),e.target=d,og(n,e),e}function cg(t,e,n){let i=n.pointers.length,r=n.changedPointers.length,o=e&F.Start&&i-r===0,s=e&(F.End|F.Cancel)&&i-r===0;n.isFirst=!!o,n.isFinal=!!s,o&&(t.session={}),n.eventType=e;let a=ag(t,n);t.emit("hammer.input",a),t.recognize(a),t.session.prevInput=a}var Mr=class{constructor(e){this.evEl="",this.evWin="",this.evTarget="",this.domHandler=n=>{this.manager.options.enable&&this.handler(n)},this.manager=e,this.element=e.element,this.target=e.options.inputTarget||e.element}callback(e,n){cg(this.manager,e,n)}init(){la(this.element,this.evEl,this.domHandler),la(this.target,this.evTarget,this.domHandler),la(Of(this.element),this.evWin,this.domHandler)}destroy(){fa(this.element,this.evEl,this.domHandler),fa(this.target,this.evTarget,this.domHandler),fa(Of(this.element),this.evWin,this.domHandler)}};var wP={pointerdown:F.Start,pointermove:F.Move,pointerup:F.End,pointercancel:F.Cancel,pointerout:F.Cancel},_P="pointerdown",PP="pointermove pointerup pointercancel",Er=class extends Mr{constructor(e){super(e),this.evEl=_P,this.evWin=PP,this.store=this.manager.session.pointerEvents=[],this.init()}handler(e){let{store:n}=this,i=!1,r=wP[e.type],o=e.pointerType,s=o==="touch",a=n.findIndex(c=>c.pointerId===e.pointerId);r&F.Start&&(e.buttons||s)?a<0&&(n.push(e),a=n.length-1):r&(F.End|F.Cancel)&&(i=!0),!(a<0)&&(n[a]=e,this.callback(r,{pointers:n,changedPointers:[e],eventType:r,pointerType:o,srcEvent:e}),i&&n.splice(a,1))}};var CP=["","webkit","Moz","MS","ms","o"];function lg(t,e){let n=e[0].toUpperCase()+e.slice(1);for(let i of CP){let r=i?i+n:e;if(r in t)return r}}var SP=1,fg=2,ug={touchAction:"compute",enable:!0,inputTarget:null,cssProps:{userSelect:"none",userDrag:"none",touchCallout:"none",tapHighlightColor:"rgba(0,0,0,0)"}},Tr=class{constructor(e,n){this.options={...ug,...n,cssProps:{...ug.cssProps,...n.cssProps},inputTarget:n.inputTarget||e},this.handlers={},this.session={},this.recognizers=[],this.oldCssProps={},this.element=e,this.input=new Er(this),this.touchAction=new Cr(this,this.options.touchAction),this.toggleCssProps(!0)}set(e){return Object.assign(this.options,e),e.touchAction&&this.touchAction.update(),e.inputTarget&&(this.input.destroy(),this.input.target=e.inputTarget,this.input.init()),this}stop(e){this.session.stopped=e?fg:SP}recognize(e){let{session:n}=this;if(n.stopped)return;this.session.prevented&&e.srcEvent.preventDefault();let i,{recognizers:r}=this,{curRecognizer:o}=n;(!o||o&&o.state&k.Recognized)&&(o=n.curRecognizer=null);let s=0;for(;s<r.length;)i=r[s],n.stopped!==fg&&(!o||i===o||i.canRecognizeWith(o))?i.recognize(e):i.reset(),!o&&i.state&(k.Began|k.Changed|k.Ended)&&(o=n.curRecognizer=i),s++}get(e){let{recognizers:n}=this;for(let i=0;i<n.length;i++)if(n[i].options.event===e)return n[i];return null}add(e){if(Array.isArray(e)){for(let i of e)this.add(i);return this}let n=this.get(e.options.event);return n&&this.remove(n),this.recognizers.push(e),e.manager=this,this.touchAction.update(),e}remove(e){if(Array.isArray(e)){for(let i of e)this.remove(i);return this}let n=typeof e=="string"?this.get(e):e;if(n){let{recognizers:i}=this,r=i.indexOf(n);r!==-1&&(i.splice(r,1),this.touchAction.update())}return this}on(e,n){if(!e||!n)return;let{handlers:i}=this;for(let r of pi(e))i[r]=i[r]||[],i[r].push(n)}off(e,n){if(!e)return;let{handlers:i}=this;for(let r of pi(e))n?i[r]&&i[r].splice(i[r].indexOf(n),1):delete i[r]}emit(e,n){let i=this.handlers[e]&&this.handlers[e].slice();if(!i||!i.length)return;let r=n;r.type=e,r.preventDefault=function(){n.srcEvent.preventDefault()};let o=0;for(;o<i.length;)i[o](r),o++}destroy(){this.toggleCssProps(!1),this.handlers={},this.session={},this.input.destroy(),this.element=null}toggleCssProps(e){let{element:n}=this;if(n){for(let[i,r]of Object.entries(this.options.cssProps)){let o=lg(n.style,i);e?(this.oldCssProps[o]=n.style[o],n.style[o]=r):n.style[o]=this.oldCssProps[o]||""}e||(this.oldCssProps={})}}};var MP=1;function dg(){return MP++}function zf(t){return t&k.Cancelled?"cancel":t&k.Ended?"end":t&k.Changed?"move":t&k.Began?"start":""}var st=class{constructor(e){this.options=e,this.id=dg(),this.state=k.Possible,this.simultaneous={},this.requireFail=[]}set(e){return Object.assign(this.options,e),this.manager.touchAction.update(),this}recognizeWith(e){if(Array.isArray(e)){for(let r of e)this.recognizeWith(r);return this}let n;if(typeof e=="string"){if(n=this.manager.get(e),!n)throw new Error(`Cannot find recognizer ${e}`)}else n=e;let{simultaneous:i}=this;return i[n.id]||(i[n.id]=n,n.recognizeWith(this)),this}dropRecognizeWith(e){if(Array.isArray(e)){for(let i of e)this.dropRecognizeWith(i);return this}let n;return typeof e=="string"?n=this.manager.get(e):n=e,n&&delete this.simultaneous[n.id],this}requireFailure(e){if(Array.isArray(e)){for(let r of e)this.requireFailure(r);return this}let n;if(typeof e=="string"){if(n=this.manager.get(e),!n)throw new Error(`Cannot find recognizer ${e}`)}else n=e;let{requireFail:i}=this;return i.indexOf(n)===-1&&(i.push(n),n.requireFailure(this)),this}dropRequireFailure(e){if(Array.isArray(e)){for(let i of e)this.dropRequireFailure(i);return this}let n;if(typeof e=="string"?n=this.manager.get(e):n=e,n){let i=this.requireFail.indexOf(n);i>-1&&this.requireFail.splice(i,1)}return this}hasRequireFailures(){return!!this.requireFail.find(e=>e.options.enable)}canRecognizeWith(e){return!!this.simultaneous[e.id]}emit(e){if(!e)return;let{state:n}=this;n<k.Ended&&this.manager.emit(this.options.event+zf(n),e),this.manager.emit(this.options.event,e),e.additionalEvent&&this.manager.emit(e.additionalEvent,e),n>=k.Ended&&this.manager.emit(this.options.event+zf(n),e)}tryEmit(e){this.canEmit()?this.emit(e):this.state=k.Failed}canEmit(){let e=0;for(;e<this.requireFail.length;){if(!(this.requireFail[e].state&(k.Failed|k.Possible)))return!1;e++}return!0}recognize(e){let n={...e};if(!this.options.enable){this.reset(),this.state=k.Failed;return}this.state&(k.Recognized|k.Cancelled|k.Failed)&&(this.state=k.Possible),this.state=this.process(n),this.state&(k.Began|k.Changed|k.Ended|k.Cancelled)&&this.tryEmit(n)}getEventNames(){return[this.options.event]}reset(){}};function EP(t){return Math.abs(((t+180)%360+360)%360-180)}function TP(t,e){return(e.distance===void 0||t.distance>=e.distance)&&(e.distancePerPointer===void 0||t.distancePerPointer.length>0&&t.distancePerPointer.every(n=>n>=e.distancePerPointer))&&(e.movementDeltaTime===void 0||t.movementDeltaTime>=e.movementDeltaTime)&&(e.rotation===void 0||EP(t.rotation)>=e.rotation)&&(e.scale===void 0||Math.abs(t.scale-1)>=e.scale)}var Ln=class extends st{attrTest(e){let n=this.options.pointers;return n===0||e.pointers.length===n}coherentTest(e){let n=this.options.coherent;return!n?.length||n.some(i=>TP(e,i))}process(e){let{state:n}=this,{eventType:i}=e,r=n&(k.Began|k.Changed),o=this.attrTest(e);return r&&(i&F.Cancel||!o)?n|k.Cancelled:r||o?i&F.End?n|k.Ended:n&k.Began?n|k.Changed:k.Began:k.Failed}};var LP=["","start","move","end","cancel"],yi=class extends st{constructor(e={}){super({enable:!0,event:"doubleclickdrag",pointers:1,interval:500,time:350,threshold:28,dragThreshold:1,pixelsPerScale:120,...e}),this._tapStart=null,this._lastTap=null,this._drag=null,this._emittedStart=!1}getTouchAction(){return[En]}getEventNames(){return LP.map(e=>this.options.event+e)}process(e){let{options:n}=this;return e.pointers.length===n.pointers?e.eventType&F.Start?this._handleStart(e):e.eventType&F.Move?this._handleMove(e):e.eventType&F.Cancel?this._handleEnd(e,!0):e.eventType&F.End?this._handleEnd(e,!1):k.Failed:(this.reset(),k.Failed)}reset(){this._tapStart=null,this._lastTap=null,this._drag=null,this._emittedStart=!1}emit(e){if(e){if(this.state===k.Began){if(!this._drag?.active||this._emittedStart)return;this._emittedStart=!0,this.manager.emit(`${this.options.event}start`,e),this.manager.emit(this.options.event,e);return}if(this.state===k.Changed){if(!this._emittedStart)return;this.manager.emit(`${this.options.event}move`,e),this.manager.emit(this.options.event,e);return}if(this.state===k.Ended){if(!this._emittedStart)return;this.manager.emit(this.options.event,e),this.manager.emit(`${this.options.event}end`,e),this._emittedStart=!1;return}if(this.state===k.Cancelled){if(!this._emittedStart)return;this.manager.emit(this.options.event,e),this.manager.emit(`${this.options.event}cancel`,e),this._emittedStart=!1}}}_handleStart(e){let n=this._getPointerId(e);return this._lastTap&&this._isTapMatch(e,this._lastTap)?(this._tapStart=null,this._lastTap=null,this._drag={startCenter:e.center,pointerId:n,active:!1},this._emittedStart=!1,k.Began):(this._tapStart={center:e.center,timeStamp:e.timeStamp,pointerId:n},this._lastTap=null,this._drag=null,this._emittedStart=!1,k.Failed)}_handleMove(e){if(!this._drag||!this._isSamePointer(e,this._drag.pointerId))return k.Failed;let n=this._drag.startCenter.y-e.center.y;return!this._drag.active&&Math.abs(n)<this.options.dragThreshold?k.Began:(this._drag.active=!0,e.scale=Math.pow(2,n/this.options.pixelsPerScale),this._emittedStart?k.Changed:k.Began)}_handleEnd(e,n){if(this._drag&&this._isSamePointer(e,this._drag.pointerId)){let{active:i,startCenter:r}=this._drag;if(this._drag=null,this._tapStart=null,this._lastTap=null,!i)return this._emittedStart=!1,k.Failed;let o=r.y-e.center.y;return e.scale=Math.pow(2,o/this.options.pixelsPerScale),n?k.Cancelled:k.Ended}return!this._tapStart||!this._isSamePointer(e,this._tapStart.pointerId)?(n&&this.reset(),k.Failed):(this._isValidTap(e)?this._lastTap={center:e.center,timeStamp:e.timeStamp,pointerId:this._tapStart.pointerId}:this._lastTap=null,this._tapStart=null,k.Failed)}_isTapMatch(e,n){return e.timeStamp-n.timeStamp<=this.options.interval&&gi(e.center,n.center)<=this.options.threshold}_isValidTap(e){return e.deltaTime<=this.options.time&&e.distance<=this.options.threshold}_getPointerId(e){return"pointerId"in e.srcEvent?e.srcEvent.pointerId:null}_isSamePointer(e,n){return n===null||this._getPointerId(e)===n}};var An=class extends st{constructor(e={}){super({enable:!0,event:"tap",pointers:1,taps:1,interval:300,time:250,threshold:9,posThreshold:10,...e}),this.pTime=null,this.pCenter=null,this._timer=null,this._input=null,this.count=0}getTouchAction(){return[En]}process(e){let{options:n}=this,i=e.pointers.length===n.pointers,r=e.distance<n.threshold,o=e.deltaTime<n.time;if(this.reset(),e.eventType&F.Start&&this.count===0)return this.failTimeout();if(r&&o&&i){if(e.eventType!==F.End)return this.failTimeout();let s=this.pTime?e.timeStamp-this.pTime<n.interval:!0,a=!this.pCenter||gi(this.pCenter,e.center)<n.posThreshold;if(this.pTime=e.timeStamp,this.pCenter=e.center,!a||!s?this.count=1:this.count+=1,this._input=e,this.count%n.taps===0)return this.hasRequireFailures()?(this._timer=setTimeout(()=>{this.state=k.Recognized,this.tryEmit(this._input)},n.interval),k.Began):k.Recognized}return k.Failed}failTimeout(){return this._timer=setTimeout(()=>{this.state=k.Failed},this.options.interval),k.Failed}reset(){clearTimeout(this._timer)}emit(e){this.state===k.Recognized&&(e.tapCount=this.count,this.manager.emit(this.options.event,e))}};var xi=class extends Ln{constructor(){super(...arguments),this.wheelSession=null,this.wheelSessionUnsubscribe=null,this.handleWheelSessionEvent=e=>{e.device==="trackpad"&&this.handleTrackpadEvent(e)}}set(e){let{wheelSession:n,...i}=e;return n&&n!==this.wheelSession&&(this.wheelSessionUnsubscribe?.(),this.wheelSessionUnsubscribe=null,this.wheelSession=n),super.set(i),this.updateWheelSessionSubscription(),this}getTrackpadInput(e,n={}){let{srcEvent:i}=e,r=n.deltaX??e.deltaX,o=n.deltaY??e.deltaY,s=mi(r,o),a=Math.sqrt(e.deltaX*e.deltaX+e.deltaY*e.deltaY),c=i;return{pointers:[c,c],changedPointers:[c,c],pointerType:"trackpad",srcEvent:c,eventType:e.eventType,timeStamp:e.timeStamp,deltaTime:e.deltaTime,center:e.center,deltaX:r,deltaY:o,angle:Math.atan2(o,r)*180/Math.PI,distance:Math.sqrt(r*r+o*o),distancePerPointer:[a,a],movementDeltaTime:e.deltaTime,scale:1,rotation:0,direction:s,offsetDirection:s,velocity:e.velocity,velocityX:e.velocityX,velocityY:e.velocityY,overallVelocity:e.overallVelocity,overallVelocityX:e.overallVelocityX,overallVelocityY:e.overallVelocityY,maxPointers:2,target:i.target||this.manager.element,additionalEvent:"",...n}}updateWheelSessionSubscription(){let e=!!(this.wheelSession&&this.options.enable&&this.options.trackpad&&this.options.pointers===2);e&&!this.wheelSessionUnsubscribe?this.wheelSessionUnsubscribe=this.wheelSession.on(this.handleWheelSessionEvent):!e&&this.wheelSessionUnsubscribe&&(this.wheelSessionUnsubscribe(),this.wheelSessionUnsubscribe=null)}};var AP=["","start","move","end","cancel","up","down","left","right"],fn=class extends xi{constructor(e={}){super({enable:!0,pointers:1,event:"pan",threshold:10,direction:J.All,trackpad:!1,coherent:[],...e}),this.trackpadGesture=!1,this.pX=null,this.pY=null}getTouchAction(){let{options:{direction:e}}=this,n=[];return e&J.Horizontal&&n.push(Pr),e&J.Vertical&&n.push(_r),n}getEventNames(){return AP.map(e=>this.options.event+e)}directionTest(e){let{options:n}=this,i=!0,{distance:r}=e,{direction:o}=e,s=e.deltaX,a=e.deltaY;return o&n.direction||(n.direction&J.Horizontal?(o=s===0?J.None:s<0?J.Left:J.Right,i=s!==this.pX,r=Math.abs(e.deltaX)):(o=a===0?J.None:a<0?J.Up:J.Down,i=a!==this.pY,r=Math.abs(e.deltaY))),e.direction=o,i&&r>n.threshold&&!!(o&n.direction)}attrTest(e){let n=!!(this.state&k.Began),i=!(this.options.coherent?.length&&e.eventType&(F.End|F.Cancel));return super.attrTest(e)&&(n||i&&this.coherentTest(e)&&this.directionTest(e))}emit(e){this.pX=e.deltaX,this.pY=e.deltaY;let n=J[e.direction].toLowerCase();n&&(e.additionalEvent=this.options.event+n),super.emit(e)}handleTrackpadEvent(e){e.isFirst&&(this.trackpadGesture=!e.srcEvent.ctrlKey,!this.trackpadGesture&&this.state&(k.Recognized|k.Cancelled|k.Failed)&&(this.state=k.Possible)),this.trackpadGesture&&(this.recognize(this.getTrackpadInput(e,{deltaX:-e.deltaX,deltaY:-e.deltaY,velocity:-e.velocity,velocityX:-e.velocityX,velocityY:-e.velocityY,overallVelocity:-e.overallVelocity,overallVelocityX:-e.overallVelocityX,overallVelocityY:-e.overallVelocityY})),e.isFinal&&(this.trackpadGesture=!1))}};var IP=["","start","move","end","cancel","in","out"],vi=class extends xi{constructor(e={}){super({enable:!0,event:"pinch",threshold:0,pointers:2,trackpad:!1,coherent:[],...e}),this.trackpadGesture=!1}getTouchAction(){return[Tn]}getEventNames(){return IP.map(e=>this.options.event+e)}attrTest(e){let n=!!this.options.coherent?.length,i=!!(this.state&k.Began),r=!(n&&e.eventType&(F.End|F.Cancel));return super.attrTest(e)&&(i||r&&(n?this.coherentTest(e):Math.abs(e.scale-1)>this.options.threshold))}emit(e){if(e.scale!==1){let n=e.scale<1?"in":"out";e.additionalEvent=this.options.event+n}super.emit(e)}handleTrackpadEvent(e){e.isFirst&&(this.trackpadGesture=e.srcEvent.ctrlKey,!this.trackpadGesture&&this.state&(k.Recognized|k.Cancelled|k.Failed)&&(this.state=k.Possible)),this.trackpadGesture&&(this.recognize(this.getTrackpadInput(e,{deltaX:0,deltaY:0,velocity:0,velocityX:0,velocityY:0,overallVelocity:0,overallVelocityX:0,overallVelocityY:0,scale:Math.exp(-e.deltaY/100)})),e.isFinal&&(this.trackpadGesture=!1))}};var Mt=class{constructor(e,n,i){this.element=e,this.callback=n,this.options=i}listen(e,n){n?this.element.addEventListener(e,this.handleEvent,{passive:!1}):this.element.removeEventListener(e,this.handleEvent)}};var hg=typeof navigator<"u"&&navigator.userAgent?navigator.userAgent.toLowerCase():"";var DP=hg.indexOf("firefox")!==-1,FP=40,zP=.25,ha=class extends Mt{constructor(e,n,i){i.enable=i.enable??!1,super(e,n,i),this.handleEvent=r=>{if(!this.options.enable)return;let o=r.deltaY;globalThis.WheelEvent&&(DP&&r.deltaMode===globalThis.WheelEvent.DOM_DELTA_PIXEL&&(o/=globalThis.devicePixelRatio),r.deltaMode===globalThis.WheelEvent.DOM_DELTA_LINE&&(o*=FP)),r.shiftKey&&o&&(o=o*zP),this.callback({type:"wheel",center:{x:r.clientX,y:r.clientY},delta:-o,device:this.options.wheelSession?.device??"unknown",srcEvent:r,pointerType:"mouse",target:r.target})},i.enable&&(this.wheelSessionUnsubscribe=this.options.wheelSession?.on(()=>{}),this.listen("wheel",!0))}destroy(){this.listen("wheel",!1),this.wheelSessionUnsubscribe?.(),this.wheelSessionUnsubscribe=void 0}enableEventType(e,n){e==="wheel"&&this.options.enable!==n&&(this.options.enable=n,n&&!this.wheelSessionUnsubscribe&&(this.wheelSessionUnsubscribe=this.options.wheelSession?.on(()=>{})),this.listen("wheel",n),n||(this.wheelSessionUnsubscribe?.(),this.wheelSessionUnsubscribe=void 0))}};var NP=4.000244140625,pg=40,BP=0,UP=1,jP=40,gg=40,VP=120,GP={classificationDelay:32,endDelay:80},pa=class{constructor(e,n={}){this.subscriptions=new Map,this.session=null,this.classificationTimer=null,this.endTimer=null,this.pressedControlKeys=new Set,this.listeningForControlKeys=!1,this.handleEvent=i=>{if(!this.hasSubscribers)return"unknown";let r=$P(i,this.pressedControlKeys.size>0),o=this.session;if(o&&r.timeStamp-o.lastTimeStamp>=this.options.endDelay){if(this.end(),!this.hasSubscribers)return"unknown";o=null}o?(this.scheduleEnd(),this.addSample(o,r)):(o=this.startPendingSession(r),this.scheduleEnd());let{device:s}=o;return s==="unknown"&&(s=Nf(o.samples,!1),s!=="unknown"&&this.begin(o,s)),s},this.finishClassification=()=>{if(this.classificationTimer=null,!this.session||this.session.device!=="unknown")return;let i=this.session,r=Nf(i.samples,!0);this.begin(i,r==="unknown"?"mouse":r)},this.end=()=>{if(!this.session)return;if(this.session.device==="unknown"){let r=this.session,o=Nf(r.samples,!0);this.begin(r,o==="unknown"?"mouse":o)}if(!this.session)return;let i=this.session;this.emit(F.End,i.lastEvent),this.reset()},this.handleKeyDown=i=>{i.key==="Control"&&this.pressedControlKeys.add(i.code||i.key)},this.handleKeyUp=i=>{i.key==="Control"&&(i.code?this.pressedControlKeys.delete(i.code):this.pressedControlKeys.clear())},this.handleWindowBlur=()=>{this.pressedControlKeys.clear()},this.element=e,this.options={...GP,...n},this.element?.addEventListener("wheel",this.handleEvent,{passive:!0})}get hasSubscribers(){return this.subscriptions.size>0}get device(){return this.session?.device??"unknown"}on(e){let n={listener:e};return this.subscriptions.set(e,n),this.updateControlKeyEventListeners(),()=>{this.subscriptions.get(e)===n&&this.off(e)}}off(e){this.subscriptions.delete(e),this.updateControlKeyEventListeners(),this.hasSubscribers||this.reset()}cancel(){let e=this.session;e&&e.device!=="unknown"&&this.emit(F.Cancel,e.lastEvent),this.reset()}destroy(){this.cancel(),this.subscriptions.clear(),this.updateControlKeyEventListeners(),this.element?.removeEventListener("wheel",this.handleEvent)}startPendingSession(e){let n={samples:[e],device:"unknown",firstTimeStamp:e.timeStamp,lastTimeStamp:e.timeStamp,totalDeltaX:e.deltaX,totalDeltaY:e.deltaY,velocityX:0,velocityY:0,lastEvent:e.event};return this.session=n,this.classificationTimer=globalThis.setTimeout(this.finishClassification,this.options.classificationDelay),n}addSample(e,n){if(e.samples.push(n),e.lastTimeStamp=n.timeStamp,e.lastEvent=n.event,e.totalDeltaX+=n.deltaX,e.totalDeltaY+=n.deltaY,e.device!=="unknown"){let i=e.samples[e.samples.length-2],r=n.timeStamp-i.timeStamp;e.velocityX=r>0?n.deltaX/r:0,e.velocityY=r>0?n.deltaY/r:0,this.emit(F.Move,n.event,{velocityX:e.velocityX,velocityY:e.velocityY})}}begin(e,n){e.device=n,this.clearClassificationTimer(),this.emit(F.Start,e.samples[0].event);let i=e.lastTimeStamp-e.firstTimeStamp;e.velocityX=i>0?e.totalDeltaX/i:0,e.velocityY=i>0?e.totalDeltaY/i:0,this.emit(F.Move,e.lastEvent,{velocityX:e.velocityX,velocityY:e.velocityY})}scheduleEnd(){this.clearEndTimer(),this.endTimer=globalThis.setTimeout(this.end,this.options.endDelay)}emit(e,n,i){let r=this.session;if(!r||r.device==="unknown")return;let o=e===F.Start,s=e===F.End||e===F.Cancel,a=o?r.firstTimeStamp:r.lastTimeStamp,c=o?0:Math.max(0,a-r.firstTimeStamp),l=o?0:r.totalDeltaX,f=o?0:r.totalDeltaY,u=c>0?l/c:0,d=c>0?f/c:0,h=o?0:i?.velocityX??r.velocityX,p=o?0:i?.velocityY??r.velocityY,m={eventType:e,device:r.device,srcEvent:n,timeStamp:a,center:{x:n.clientX,y:n.clientY},deltaX:l,deltaY:f,deltaTime:c,velocity:Math.abs(h)>Math.abs(p)?h:p,velocityX:h,velocityY:p,overallVelocity:Math.abs(u)>Math.abs(d)?u:d,overallVelocityX:u,overallVelocityY:d,isFirst:o,isFinal:s};for(let{listener:g}of[...this.subscriptions.values()])g(m)}reset(){this.clearClassificationTimer(),this.clearEndTimer(),this.session=null}clearClassificationTimer(){this.classificationTimer!==null&&(globalThis.clearTimeout(this.classificationTimer),this.classificationTimer=null)}clearEndTimer(){this.endTimer!==null&&(globalThis.clearTimeout(this.endTimer),this.endTimer=null)}updateControlKeyEventListeners(){let e=this.hasSubscribers,n=WP();!n||e===this.listeningForControlKeys||(this.listeningForControlKeys=e,e?(n.addEventListener("keydown",this.handleKeyDown,!0),n.addEventListener("keyup",this.handleKeyUp,!0),n.addEventListener("blur",this.handleWindowBlur)):(n.removeEventListener("keydown",this.handleKeyDown,!0),n.removeEventListener("keyup",this.handleKeyUp,!0),n.removeEventListener("blur",this.handleWindowBlur),this.pressedControlKeys.clear()))}};function WP(){return typeof window<"u"?window:globalThis.document?.defaultView}function $P(t,e){let n=t.deltaX,i=t.deltaY;return t.deltaMode===UP&&(n*=pg,i*=pg),{event:t,timeStamp:t.timeStamp,deltaX:n,deltaY:i,isControlKeyDown:e}}function Nf(t,e){return t.some(({event:n,isControlKeyDown:i})=>n.ctrlKey&&!i)?"trackpad":t.some(({event:n})=>n.deltaMode!==BP)||t.some(YP)||t.every(({event:n})=>{let i=n.wheelDelta;return i!==void 0&&Math.abs(i)%40===0})?"mouse":t.some(({deltaX:n})=>n!==0)||t.length>1&&HP(t)?"trackpad":e?"mouse":"unknown"}function YP({event:t,deltaX:e,deltaY:n}){if(e!==0||n===0)return!1;let i=Math.abs(n/NP);if(Number.isInteger(i))return!0;let r=t.wheelDelta;return typeof r=="number"&&r!==0&&r%VP===0}function HP(t){for(let e=0;e<t.length;e++){let n=t[e];if(Math.abs(n.deltaX)>gg||Math.abs(n.deltaY)>gg||e>0&&n.timeStamp-t[e-1].timeStamp>jP)return!1}return!0}var mg=["mousedown","mousemove","mouseup","mouseover","mouseout","mouseenter","mouseleave"],ga=class extends Mt{constructor(e,n,i){super(e,n,{enable:!0,...i}),this.handleEvent=o=>{this.handleOverEvent(o),this.handleOutEvent(o),this.handleEnterEvent(o),this.handleLeaveEvent(o),this.handleMoveEvent(o)},this.pressed=!1;let{enable:r=!1}=this.options;this.enableMoveEvent=r,this.enableLeaveEvent=r,this.enableEnterEvent=r,this.enableOutEvent=r,this.enableOverEvent=r,r&&mg.forEach(o=>this.listen(o,!0))}destroy(){mg.forEach(e=>this.listen(e,!1))}enableEventType(e,n){switch(e){case"pointermove":this.enableMoveEvent!==n&&(this.enableMoveEvent=n,this.listen("mousedown",n),this.listen("mousemove",n),this.listen("mouseup",n));break;case"pointerover":this.enableOverEvent!==n&&(this.enableOverEvent=n,this.listen("mouseover",n));break;case"pointerout":this.enableOutEvent!==n&&(this.enableOutEvent=n,this.listen("mouseout",n));break;case"pointerenter":this.enableEnterEvent!==n&&(this.enableEnterEvent=n,this.listen("mouseenter",n));break;case"pointerleave":this.enableLeaveEvent!==n&&(this.enableLeaveEvent=n,this.listen("mouseleave",n));break;default:}}handleOverEvent(e){this.enableOverEvent&&e.type==="mouseover"&&this._emit("pointerover",e)}handleOutEvent(e){this.enableOutEvent&&e.type==="mouseout"&&this._emit("pointerout",e)}handleEnterEvent(e){this.enableEnterEvent&&e.type==="mouseenter"&&this._emit("pointerenter",e)}handleLeaveEvent(e){this.enableLeaveEvent&&e.type==="mouseleave"&&this._emit("pointerleave",e)}handleMoveEvent(e){if(this.enableMoveEvent)switch(e.type){case"mousedown":e.button>=0&&(this.pressed=!0);break;case"mousemove":e.buttons===0&&(this.pressed=!1),this.pressed||this._emit("pointermove",e);break;case"mouseup":this.pressed=!1;break;default:}}_emit(e,n){this.callback({type:e,center:{x:n.clientX,y:n.clientY},srcEvent:n,pointerType:"mouse",target:n.target})}};var yg=["keydown","keyup"],ma=class extends Mt{constructor(e,n,i){super(e,n,{enable:!0,tabIndex:0,...i}),this.handleEvent=o=>{let s=o.target||o.srcElement;s.tagName==="INPUT"&&s.type==="text"||s.tagName==="TEXTAREA"||(this.enableDownEvent&&o.type==="keydown"&&this.callback({type:"keydown",srcEvent:o,key:o.key,target:o.target}),this.enableUpEvent&&o.type==="keyup"&&this.callback({type:"keyup",srcEvent:o,key:o.key,target:o.target}))};let{enable:r=!1}=this.options;this.enableDownEvent=r,this.enableUpEvent=r,e.tabIndex=this.options.tabIndex,e.style.outline="none",r&&yg.forEach(o=>this.listen(o,!0))}destroy(){yg.forEach(e=>this.listen(e,!1))}enableEventType(e,n){e==="keydown"&&this.enableDownEvent!==n&&(this.enableDownEvent=n,this.listen(e,n)),e==="keyup"&&this.enableUpEvent!==n&&(this.enableUpEvent=n,this.listen(e,n))}};var ya=class extends Mt{constructor(e,n,i){i.enable=i.enable??!1,super(e,n,i),this.handleEvent=r=>{this.options.enable&&this.callback({type:"contextmenu",center:{x:r.clientX,y:r.clientY},srcEvent:r,pointerType:"mouse",target:r.target})},i.enable&&this.listen("contextmenu",!0)}destroy(){this.listen("contextmenu",!1)}enableEventType(e,n){e==="contextmenu"&&this.options.enable!==n&&(this.options.enable=n,this.listen("contextmenu",n))}};var qP={pointerdown:1,pointermove:2,pointerup:4,mousedown:1,mousemove:2,mouseup:4},ZP=0,XP=1,KP=2,JP=1,QP=2,eC=4;function xg(t){let e=qP[t.srcEvent.type];if(!e)return null;let{buttons:n,button:i}=t.srcEvent,r=!1,o=!1,s=!1;return e===2?(r=!!(n&JP),o=!!(n&eC),s=!!(n&QP)):(r=i===ZP,o=i===XP,s=i===KP),{leftButton:r,middleButton:o,rightButton:s}}function vg(t,e){let n=t.center;if(!n)return null;let i=e.getBoundingClientRect(),r=i.width/e.offsetWidth||1,o=i.height/e.offsetHeight||1,s={x:(n.x-i.left-e.clientLeft)/r,y:(n.y-i.top-e.clientTop)/o};return{center:n,offsetCenter:s}}var tC={srcElement:"root",priority:0},xa=class{constructor(e,n){this.handleEvent=i=>{if(this.isEmpty())return;let r=this._normalizeEvent(i),o=i.srcEvent.target;for(;o&&o!==r.rootElement;){if(this._emit(r,o),r.handled)return;o=o.parentNode}this._emit(r,"root")},this.eventManager=e,this.recognizerName=n,this.handlers=[],this.handlersByElement=new Map,this._active=!1}isEmpty(){return!this._active}add(e,n,i,r=!1,o=!1){let{handlers:s,handlersByElement:a}=this,c={...tC,...i},l=a.get(c.srcElement);l||(l=[],a.set(c.srcElement,l));let f={type:e,handler:n,srcElement:c.srcElement,priority:c.priority};r&&(f.once=!0),o&&(f.passive=!0),s.push(f),this._active=this._active||!f.passive;let u=l.length-1;for(;u>=0&&!(l[u].priority>=f.priority);)u--;l.splice(u+1,0,f)}remove(e,n){let{handlers:i,handlersByElement:r}=this;for(let o=i.length-1;o>=0;o--){let s=i[o];if(s.type===e&&s.handler===n){i.splice(o,1);let a=r.get(s.srcElement);a.splice(a.indexOf(s),1),a.length===0&&r.delete(s.srcElement)}}this._active=i.some(o=>!o.passive)}_emit(e,n){let i=this.handlersByElement.get(n);if(i){let r=!1,o=()=>{e.handled=!0},s=()=>{e.handled=!0,r=!0},a=[];for(let c=0;c<i.length;c++){let{type:l,handler:f,once:u}=i[c];if(f({...e,type:l,stopPropagation:o,stopImmediatePropagation:s}),u&&a.push(i[c]),r)break}for(let c=0;c<a.length;c++){let{type:l,handler:f}=a[c];this.remove(l,f)}}}_normalizeEvent(e){let n=this.eventManager.getElement();return{...e,...xg(e),...vg(e,n),preventDefault:()=>{e.srcEvent.preventDefault()},stopImmediatePropagation:null,stopPropagation:null,handled:!1,rootElement:n}}};function nC(t){if("recognizer"in t)return t;let e,n=Array.isArray(t)?[...t]:[t];if(typeof n[0]=="function"){let i=n.shift(),r=n.shift()||{};e=new i(r)}else e=n.shift();return{recognizer:e,recognizeWith:typeof n[0]=="string"?[n[0]]:n[0],requireFailure:typeof n[1]=="string"?[n[1]]:n[1]}}var Lr=class{constructor(e=null,n={}){if(this._onBasicInput=i=>{this.manager.emit(i.srcEvent.type,i)},this._onOtherEvent=i=>{this.manager.emit(i.type,i)},this.options={recognizers:[],events:{},touchAction:"compute",tabIndex:0,cssProps:{},...n},this.events=new Map,this.element=e,this.wheelSession=new pa(e),!!e){this.manager=new Tr(e,this.options);for(let i of this.options.recognizers){let{recognizer:r,recognizeWith:o,requireFailure:s}=nC(i);this.manager.add(r),o&&r.recognizeWith(o),s&&r.requireFailure(s)}this.manager.on("hammer.input",this._onBasicInput),this.wheelInput=new ha(e,this._onOtherEvent,{enable:!1,wheelSession:this.wheelSession}),this.moveInput=new ga(e,this._onOtherEvent,{enable:!1}),this.keyInput=new ma(e,this._onOtherEvent,{enable:!1,tabIndex:n.tabIndex}),this.contextmenuInput=new ya(e,this._onOtherEvent,{enable:!1}),this.on(this.options.events)}}getElement(){return this.element}destroy(){if(!this.element){this.wheelSession.destroy();return}this.wheelInput.destroy(),this.wheelSession.destroy(),this.moveInput.destroy(),this.keyInput.destroy(),this.contextmenuInput.destroy(),this.manager.destroy()}on(e,n,i){this._addEventHandler(e,n,i,!1)}once(e,n,i){this._addEventHandler(e,n,i,!0)}watch(e,n,i){this._addEventHandler(e,n,i,!1,!0)}off(e,n){this._removeEventHandler(e,n)}emit(e){this.manager?.emit(e.type,e)}_toggleRecognizer(e,n){let{manager:i}=this;if(!i)return;let r=i.get(e);r&&(r.set({enable:n,wheelSession:this.wheelSession}),i.touchAction.update()),this.wheelInput?.enableEventType(e,n),this.moveInput?.enableEventType(e,n),this.keyInput?.enableEventType(e,n),this.contextmenuInput?.enableEventType(e,n)}_addEventHandler(e,n,i,r,o){if(typeof e!="string"){i=n;for(let[l,f]of Object.entries(e))this._addEventHandler(l,f,i,r,o);return}let{manager:s,events:a}=this;if(!s)return;let c=a.get(e);if(!c){let l=this._getRecognizerName(e)||e;c=new xa(this,l),a.set(e,c),s&&s.on(e,c.handleEvent)}c.add(e,n,i,r,o),c.isEmpty()||this._toggleRecognizer(c.recognizerName,!0)}_removeEventHandler(e,n){if(typeof e!="string"){for(let[o,s]of Object.entries(e))this._removeEventHandler(o,s);return}let{events:i}=this,r=i.get(e);if(r&&(r.remove(e,n),r.isEmpty())){let{recognizerName:o}=r,s=!1;for(let a of i.values())if(a.recognizerName===o&&!a.isEmpty()){s=!0;break}s||this._toggleRecognizer(o,!1)}}_getRecognizerName(e){return this.manager.recognizers.find(n=>n.getEventNames().includes(e))?.options.event}};var Bf={DEFAULT:"default",LNGLAT:"lnglat",METER_OFFSETS:"meter-offsets",LNGLAT_OFFSETS:"lnglat-offsets",CARTESIAN:"cartesian"};Object.defineProperty(Bf,"IDENTITY",{get:()=>(D.deprecated("COORDINATE_SYSTEM.IDENTITY","COORDINATE_SYSTEM.CARTESIAN")(),Bf.CARTESIAN)});var me={WEB_MERCATOR:1,GLOBE:2,WEB_MERCATOR_AUTO_OFFSET:4,IDENTITY:0},Se={common:0,meters:1,pixels:2},bi={click:"onClick",dblclick:"onClick",panstart:"onDragStart",panmove:"onDrag",panend:"onDragEnd"},Uf={multipan:[fn,{threshold:10,pointers:2,trackpad:!0}],pinch:[vi,{trackpad:!0},null,["multipan"]],pan:[fn,{threshold:1},["pinch"],["multipan"]],dblclick:[An,{event:"dblclick",taps:2,enable:!1}],dblclickdrag:[yi,{event:"dblclickdrag",enable:!1},["dblclick"],null],click:[An,{event:"click"},["dblclickdrag"],["dblclick","dblclickdrag"]]};function iC(t,e){if(t===e)return!0;if(Array.isArray(t)){let n=t.length;if(!e||e.length!==n)return!1;for(let i=0;i<n;i++)if(t[i]!==e[i])return!1;return!0}return!1}function Et(t){let e={},n;return i=>{for(let r in i)if(!iC(i[r],e[r])){n=t(i),e=i;break}return n}}var bg=[0,0,0,0],rC=[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,0],wg=[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1],oC=[0,0,0],_g=[0,0,0],sC={default:-1,cartesian:0,lnglat:1,"meter-offsets":2,"lnglat-offsets":3};function In(t){let e=sC[t];if(e===void 0)throw new Error(`Invalid coordinateSystem: ${t}`);return e}var aC=Et(lC);function jf(t,e,n=_g){n.length<3&&(n=[n[0],n[1],0]);let i=n,r,o=!0;switch(e==="lnglat-offsets"||e==="meter-offsets"?r=n:r=t.isGeospatial?[Math.fround(t.longitude),Math.fround(t.latitude),0]:null,t.projectionMode){case me.WEB_MERCATOR:(e==="lnglat"||e==="cartesian")&&(r=[0,0,0],o=!1);break;case me.WEB_MERCATOR_AUTO_OFFSET:e==="lnglat"?i=r:e==="cartesian"&&(i=[Math.fround(t.center[0]),Math.fround(t.center[1]),0],r=t.unprojectPosition(i),i[0]-=n[0],i[1]-=n[1],i[2]-=n[2]);break;case me.IDENTITY:i=t.position.map(Math.fround),i[2]=i[2]||0;break;case me.GLOBE:o=!1,r=null;break;default:o=!1}return{geospatialOrigin:r,shaderCoordinateOrigin:i,offsetMode:o}}function cC(t,e,n){let{viewMatrixUncentered:i,projectionMatrix:r}=t,{viewMatrix:o,viewProjectionMatrix:s}=t,a=bg,c=bg,l=t.cameraPosition,{geospatialOrigin:f,shaderCoordinateOrigin:u,offsetMode:d}=jf(t,e,n);return d&&(c=t.projectPosition(f||u),l=[l[0]-c[0],l[1]-c[1],l[2]-c[2]],c[3]=1,a=St.transformMat4([],c,s),o=i||o,s=Y.multiply([],r,o),s=Y.multiply([],s,rC)),{viewMatrix:o,viewProjectionMatrix:s,projectionCenter:a,originCommon:c,cameraPosCommon:l,shaderCoordinateOrigin:u,geospatialOrigin:f}}function Pg({viewport:t,devicePixelRatio:e=1,modelMatrix:n=null,coordinateSystem:i="default",coordinateOrigin:r=_g,autoWrapLongitude:o=!1}){i==="default"&&(i=t.isGeospatial?"lnglat":"cartesian");let s=aC({viewport:t,devicePixelRatio:e,coordinateSystem:i,coordinateOrigin:r});return s.wrapLongitude=o,s.modelMatrix=n||wg,s}function lC({viewport:t,devicePixelRatio:e,coordinateSystem:n,coordinateOrigin:i}){let{projectionCenter:r,viewProjectionMatrix:o,originCommon:s,cameraPosCommon:a,shaderCoordinateOrigin:c,geospatialOrigin:l}=cC(t,n,i),f=t.getDistanceScales(),u=[t.width*e,t.height*e],d=St.transformMat4([],[0,0,-t.focalDistance,1],t.projectionMatrix)[3]||1,h={coordinateSystem:In(n),projectionMode:t.projectionMode,coordinateOrigin:c,commonOrigin:s.slice(0,3),center:r,pseudoMeters:!!t._pseudoMeters,viewportSize:u,devicePixelRatio:e,focalDistance:d,commonUnitsPerMeter:f.unitsPerMeter,commonUnitsPerWorldUnit:f.unitsPerMeter,commonUnitsPerWorldUnit2:oC,scale:t.scale,wrapLongitude:!1,viewProjectionMatrix:o,modelMatrix:wg,cameraPosition:a};if(l){let p=t.getDistanceScales(l);switch(n){case"meter-offsets":h.commonUnitsPerWorldUnit=p.unitsPerMeter,h.commonUnitsPerWorldUnit2=p.unitsPerMeter2;break;case"lnglat":case"lnglat-offsets":t._pseudoMeters||(h.commonUnitsPerMeter=p.unitsPerMeter),h.commonUnitsPerWorldUnit=p.unitsPerDegree,h.commonUnitsPerWorldUnit2=p.unitsPerDegree2;break;case"cartesian":h.commonUnitsPerWorldUnit=[1,1,p.unitsPerMeter[2]],h.commonUnitsPerWorldUnit2=[0,0,p.unitsPerMeter2[2]];break;default:break}}if(t.projectionMode===me.GLOBE&&n==="meter-offsets"){let g=i[0]*Math.PI/180,x=i[1]*Math.PI/180,b=Math.cos(x),v=((i[2]||0)/6370972+1)*256;h.commonOrigin=[Math.sin(g)*b*v,-Math.cos(g)*b*v,Math.sin(x)*v]}return h}var fC=["default","lnglat","meter-offsets","lnglat-offsets","cartesian"],uC=fC.map(t=>`const COORDINATE_SYSTEM_${t.toUpperCase().replaceAll("-","_")}: i32 = ${In(t)};`).join(""),dC=Object.keys(me).map(t=>`const PROJECTION_MODE_${t}: i32 = ${me[t]};`).join(""),hC=Object.keys(Se).map(t=>`const UNIT_${t.toUpperCase()}: i32 = ${Se[t]};`).join(""),pC=`${uC}
${dC}
${hC}

const TILE_SIZE: f32 = 512.0;
const PI: f32 = 3.1415926536;
const WORLD_SCALE: f32 = TILE_SIZE / (PI * 2.0);
const ZERO_64_LOW: vec3<f32> = vec3<f32>(0.0, 0.0, 0.0);
const EARTH_RADIUS: f32 = 6370972.0; // meters
const GLOBE_RADIUS: f32 = 256.0;

// -----------------------------------------------------------------------------
// Uniform block (converted from GLSL uniform block)
// -----------------------------------------------------------------------------
struct ProjectUniforms {
  wrapLongitude: i32,
  coordinateSystem: i32,
  commonUnitsPerMeter: vec3<f32>,
  projectionMode: i32,
  scale: f32,
  commonUnitsPerWorldUnit: vec3<f32>,
  commonUnitsPerWorldUnit2: vec3<f32>,
  center: vec4<f32>,
  modelMatrix: mat4x4<f32>,
  viewProjectionMatrix: mat4x4<f32>,
  viewportSize: vec2<f32>,
  devicePixelRatio: f32,
  focalDistance: f32,
  cameraPosition: vec3<f32>,
  coordinateOrigin: vec3<f32>,
  commonOrigin: vec3<f32>,
  pseudoMeters: i32,
};

@group(0) @binding(auto)
var<uniform> project: ProjectUniforms;

// -----------------------------------------------------------------------------
// Geometry data shared across the project helpers.
// The active layer shader is responsible for populating this private module
// state before calling the project functions below.
// -----------------------------------------------------------------------------

// Structure to carry additional geometry data used by deck.gl filters.
struct Geometry {
  worldPosition: vec3<f32>,
  worldPositionAlt: vec3<f32>,
  position: vec4<f32>,
  normal: vec3<f32>,
  uv: vec2<f32>,
  pickingColor: vec3<f32>,
};

var<private> geometry: Geometry;
`,Cg=`${pC}

// -----------------------------------------------------------------------------
// Functions
// -----------------------------------------------------------------------------

// Returns an adjustment factor for commonUnitsPerMeter
fn _project_size_at_latitude(lat: f32) -> f32 {
  let y = clamp(lat, -89.9, 89.9);
  return 1.0 / cos(radians(y));
}

// Overloaded version: scales a value in meters at a given latitude.
fn _project_size_at_latitude_m(meters: f32, lat: f32) -> f32 {
  return meters * project.commonUnitsPerMeter.z * _project_size_at_latitude(lat);
}

// Computes a non-linear scale factor based on geometry.
// (Note: This function relies on "geometry" being provided.)
fn project_size() -> f32 {
  if (project.projectionMode == PROJECTION_MODE_WEB_MERCATOR &&
      project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT &&
      project.pseudoMeters == 0) {
    if (geometry.position.w == 0.0) {
      return _project_size_at_latitude(geometry.worldPosition.y);
    }
    let y: f32 = geometry.position.y / TILE_SIZE * 2.0 - 1.0;
    let y2 = y * y;
    let y4 = y2 * y2;
    let y6 = y4 * y2;
    return 1.0 + 4.9348 * y2 + 4.0587 * y4 + 1.5642 * y6;
  }
  return 1.0;
}

// Overloads to scale offsets (meters to world units)
fn project_size_float(meters: f32) -> f32 {
  return meters * project.commonUnitsPerMeter.z * project_size();
}

fn project_size_vec2(meters: vec2<f32>) -> vec2<f32> {
  return meters * project.commonUnitsPerMeter.xy * project_size();
}

fn project_size_vec3(meters: vec3<f32>) -> vec3<f32> {
  return meters * project.commonUnitsPerMeter * project_size();
}

fn project_size_vec4(meters: vec4<f32>) -> vec4<f32> {
  return vec4<f32>(meters.xyz * project.commonUnitsPerMeter, meters.w);
}

// Returns a rotation matrix aligning the z‑axis with the given up vector.
fn project_get_orientation_matrix(up: vec3<f32>) -> mat3x3<f32> {
  let uz = normalize(up);
  let ux = select(
    vec3<f32>(1.0, 0.0, 0.0),
    normalize(vec3<f32>(uz.y, -uz.x, 0.0)),
    abs(uz.z) == 1.0
  );
  let uy = cross(uz, ux);
  return mat3x3<f32>(ux, uy, uz);
}

// Since WGSL does not support "out" parameters, we return a struct.
struct RotationResult {
  needsRotation: bool,
  transform: mat3x3<f32>,
};

fn project_needs_rotation(commonPosition: vec3<f32>) -> RotationResult {
  if (project.projectionMode == PROJECTION_MODE_GLOBE) {
    return RotationResult(true, project_get_orientation_matrix(commonPosition));
  } else {
    return RotationResult(false, mat3x3<f32>());  // identity alternative if needed
  };
}

// Projects a normal vector from the current coordinate system to world space.
fn project_normal(vector: vec3<f32>) -> vec3<f32> {
  let normal_modelspace = project.modelMatrix * vec4<f32>(vector, 0.0);
  var n = normalize(normal_modelspace.xyz * project.commonUnitsPerMeter);
  let rotResult = project_needs_rotation(geometry.position.xyz);
  if (rotResult.needsRotation) {
    n = rotResult.transform * n;
  }
  return n;
}

// Applies a scale offset based on y-offset (dy)
fn project_offset_(offset: vec4<f32>) -> vec4<f32> {
  let dy: f32 = offset.y;
  let commonUnitsPerWorldUnit = project.commonUnitsPerWorldUnit + project.commonUnitsPerWorldUnit2 * dy;
  return vec4<f32>(offset.xyz * commonUnitsPerWorldUnit, offset.w);
}

// Projects lng/lat coordinates to a unit tile [0,1]
fn project_mercator_(lnglat: vec2<f32>) -> vec2<f32> {
  var x = lnglat.x;
  if (project.wrapLongitude != 0) {
    x = ((x + 180.0) % 360.0) - 180.0;
  }
  let y = clamp(lnglat.y, -89.9, 89.9);
  return vec2<f32>(
    radians(x) + PI,
    PI + log(tan_fp32(PI * 0.25 + radians(y) * 0.5))
  ) * WORLD_SCALE;
}

// Projects lng/lat/z coordinates for a globe projection.
fn project_globe_(lnglatz: vec3<f32>) -> vec3<f32> {
  let lambda = radians(lnglatz.x);
  let phi = radians(lnglatz.y);
  let cosPhi = cos(phi);
  let D = (lnglatz.z / EARTH_RADIUS + 1.0) * GLOBE_RADIUS;
  return vec3<f32>(
    sin(lambda) * cosPhi,
    -cos(lambda) * cosPhi,
    sin(phi)
  ) * D;
}

// Projects positions (with an optional 64-bit low part) from the input
// coordinate system to the common space.
fn project_position_vec4_f64(position: vec4<f32>, position64Low: vec3<f32>) -> vec4<f32> {
  var position_world = project.modelMatrix * position;

  // Work around for a Mac+NVIDIA bug:
  if (project.projectionMode == PROJECTION_MODE_WEB_MERCATOR) {
    if (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT) {
      return vec4<f32>(
        project_mercator_(position_world.xy),
        _project_size_at_latitude_m(position_world.z, position_world.y),
        position_world.w
      );
    }
    if (project.coordinateSystem == COORDINATE_SYSTEM_CARTESIAN) {
      position_world = vec4f(position_world.xyz + project.coordinateOrigin, position_world.w);
    }
  }
  if (project.projectionMode == PROJECTION_MODE_GLOBE) {
    if (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT) {
      return vec4<f32>(
        project_globe_(position_world.xyz),
        position_world.w
      );
    }
    if (project.coordinateSystem == COORDINATE_SYSTEM_METER_OFFSETS) {
      let enuMatrix = project_get_orientation_matrix(project.commonOrigin);
      let metersToCommon = GLOBE_RADIUS / EARTH_RADIUS;
      let offsetCommon = (enuMatrix * vec3<f32>(-position_world.x, -position_world.y, position_world.z)) * metersToCommon;
      return vec4<f32>(project.commonOrigin + offsetCommon, position_world.w);
    }
  }
  if (project.projectionMode == PROJECTION_MODE_WEB_MERCATOR_AUTO_OFFSET) {
    if (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT) {
      if (abs(position_world.y - project.coordinateOrigin.y) > 0.25) {
        return vec4<f32>(
          project_mercator_(position_world.xy) - project.commonOrigin.xy,
          project_size_float(position_world.z),
          position_world.w
        );
      }
    }
  }
  if (project.projectionMode == PROJECTION_MODE_IDENTITY ||
      (project.projectionMode == PROJECTION_MODE_WEB_MERCATOR_AUTO_OFFSET &&
       (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT ||
        project.coordinateSystem == COORDINATE_SYSTEM_CARTESIAN))) {
    position_world = vec4f(position_world.xyz - project.coordinateOrigin, position_world.w);
  }

  return project_offset_(position_world) +
         project_offset_(project.modelMatrix * vec4<f32>(position64Low, 0.0));
}

// Overloaded versions for different input types.
fn project_position_vec4_f32(position: vec4<f32>) -> vec4<f32> {
  return project_position_vec4_f64(position, ZERO_64_LOW);
}

fn project_position_vec3_f64(position: vec3<f32>, position64Low: vec3<f32>) -> vec3<f32> {
  let projected_position = project_position_vec4_f64(vec4<f32>(position, 1.0), position64Low);
  return projected_position.xyz;
}

fn project_position_vec3_f32(position: vec3<f32>) -> vec3<f32> {
  let projected_position = project_position_vec4_f64(vec4<f32>(position, 1.0), ZERO_64_LOW);
  return projected_position.xyz;
}

fn project_position_vec2_f32(position: vec2<f32>) -> vec2<f32> {
  let projected_position = project_position_vec4_f64(vec4<f32>(position, 0.0, 1.0), ZERO_64_LOW);
  return projected_position.xy;
}

// Transforms a common space position to clip space.
fn project_common_position_to_clipspace_with_projection(position: vec4<f32>, viewProjectionMatrix: mat4x4<f32>, center: vec4<f32>) -> vec4<f32> {
  var clipPosition = viewProjectionMatrix * position + center;
  // deck.gl projection matrices use WebGL's [-w, w] depth range; WebGPU clips z to [0, w].
  clipPosition.z = (clipPosition.z + clipPosition.w) * 0.5;
  return clipPosition;
}

// Uses the project viewProjectionMatrix and center.
fn project_common_position_to_clipspace(position: vec4<f32>) -> vec4<f32> {
  return project_common_position_to_clipspace_with_projection(position, project.viewProjectionMatrix, project.center);
}

// Returns a clip space offset corresponding to a given number of screen pixels.
fn project_pixel_size_to_clipspace(pixels: vec2<f32>) -> vec2<f32> {
  let offset = pixels / project.viewportSize * project.devicePixelRatio * 2.0;
  return offset * project.focalDistance;
}

fn project_meter_size_to_pixel(meters: f32) -> f32 {
  return project_size_float(meters) * project.scale;
}

fn project_unit_size_to_pixel(size: f32, unit: i32) -> f32 {
  if (unit == UNIT_METERS) {
    return project_meter_size_to_pixel(size);
  } else if (unit == UNIT_COMMON) {
    return size * project.scale;
  }
  // UNIT_PIXELS: no scaling applied.
  return size;
}

fn project_pixel_size_float(pixels: f32) -> f32 {
  return pixels / project.scale;
}

fn project_pixel_size_vec2(pixels: vec2<f32>) -> vec2<f32> {
  return pixels / project.scale;
}
`;var gC=["default","lnglat","meter-offsets","lnglat-offsets","cartesian"],mC=gC.map(t=>`const int COORDINATE_SYSTEM_${t.toUpperCase().replaceAll("-","_")} = ${In(t)};`).join(""),yC=Object.keys(me).map(t=>`const int PROJECTION_MODE_${t} = ${me[t]};`).join(""),xC=Object.keys(Se).map(t=>`const int UNIT_${t.toUpperCase()} = ${Se[t]};`).join(""),Sg=`${mC}
${yC}
${xC}
layout(std140) uniform projectUniforms {
bool wrapLongitude;
int coordinateSystem;
vec3 commonUnitsPerMeter;
int projectionMode;
float scale;
vec3 commonUnitsPerWorldUnit;
vec3 commonUnitsPerWorldUnit2;
vec4 center;
mat4 modelMatrix;
mat4 viewProjectionMatrix;
vec2 viewportSize;
float devicePixelRatio;
float focalDistance;
vec3 cameraPosition;
vec3 coordinateOrigin;
vec3 commonOrigin;
bool pseudoMeters;
} project;
const float TILE_SIZE = 512.0;
const float PI = 3.1415926536;
const float WORLD_SCALE = TILE_SIZE / (PI * 2.0);
const vec3 ZERO_64_LOW = vec3(0.0);
const float EARTH_RADIUS = 6370972.0;
const float GLOBE_RADIUS = 256.0;
float project_size_at_latitude(float lat) {
float y = clamp(lat, -89.9, 89.9);
return 1.0 / cos(radians(y));
}
float project_size() {
if (project.projectionMode == PROJECTION_MODE_WEB_MERCATOR &&
project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT &&
project.pseudoMeters == false) {
if (geometry.position.w == 0.0) {
return project_size_at_latitude(geometry.worldPosition.y);
}
float y = geometry.position.y / TILE_SIZE * 2.0 - 1.0;
float y2 = y * y;
float y4 = y2 * y2;
float y6 = y4 * y2;
return 1.0 + 4.9348 * y2 + 4.0587 * y4 + 1.5642 * y6;
}
return 1.0;
}
float project_size_at_latitude(float meters, float lat) {
return meters * project.commonUnitsPerMeter.z * project_size_at_latitude(lat);
}
float project_size(float meters) {
return meters * project.commonUnitsPerMeter.z * project_size();
}
vec2 project_size(vec2 meters) {
return meters * project.commonUnitsPerMeter.xy * project_size();
}
vec3 project_size(vec3 meters) {
return meters * project.commonUnitsPerMeter * project_size();
}
vec4 project_size(vec4 meters) {
return vec4(meters.xyz * project.commonUnitsPerMeter, meters.w);
}
mat3 project_get_orientation_matrix(vec3 up) {
vec3 uz = normalize(up);
vec3 ux = abs(uz.z) == 1.0 ? vec3(1.0, 0.0, 0.0) : normalize(vec3(uz.y, -uz.x, 0));
vec3 uy = cross(uz, ux);
return mat3(ux, uy, uz);
}
bool project_needs_rotation(vec3 commonPosition, out mat3 transform) {
if (project.projectionMode == PROJECTION_MODE_GLOBE) {
transform = project_get_orientation_matrix(commonPosition);
return true;
}
return false;
}
vec3 project_normal(vec3 vector) {
vec4 normal_modelspace = project.modelMatrix * vec4(vector, 0.0);
vec3 n = normalize(normal_modelspace.xyz * project.commonUnitsPerMeter);
mat3 rotation;
if (project_needs_rotation(geometry.position.xyz, rotation)) {
n = rotation * n;
}
return n;
}
vec4 project_offset_(vec4 offset) {
float dy = offset.y;
vec3 commonUnitsPerWorldUnit = project.commonUnitsPerWorldUnit + project.commonUnitsPerWorldUnit2 * dy;
return vec4(offset.xyz * commonUnitsPerWorldUnit, offset.w);
}
vec2 project_mercator_(vec2 lnglat) {
float x = lnglat.x;
if (project.wrapLongitude) {
x = mod(x + 180., 360.0) - 180.;
}
float y = clamp(lnglat.y, -89.9, 89.9);
return vec2(
radians(x) + PI,
PI + log(tan_fp32(PI * 0.25 + radians(y) * 0.5))
) * WORLD_SCALE;
}
vec3 project_globe_(vec3 lnglatz) {
float lambda = radians(lnglatz.x);
float phi = radians(lnglatz.y);
float cosPhi = cos(phi);
float D = (lnglatz.z / EARTH_RADIUS + 1.0) * GLOBE_RADIUS;
return vec3(
sin(lambda) * cosPhi,
-cos(lambda) * cosPhi,
sin(phi)
) * D;
}
vec4 project_position(vec4 position, vec3 position64Low) {
vec4 position_world = project.modelMatrix * position;
if (project.projectionMode == PROJECTION_MODE_WEB_MERCATOR) {
if (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT) {
return vec4(
project_mercator_(position_world.xy),
project_size_at_latitude(position_world.z, position_world.y),
position_world.w
);
}
if (project.coordinateSystem == COORDINATE_SYSTEM_CARTESIAN) {
position_world.xyz += project.coordinateOrigin;
}
}
if (project.projectionMode == PROJECTION_MODE_GLOBE) {
if (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT) {
return vec4(
project_globe_(position_world.xyz),
position_world.w
);
}
if (project.coordinateSystem == COORDINATE_SYSTEM_METER_OFFSETS) {
mat3 enuMatrix = project_get_orientation_matrix(project.commonOrigin);
float metersToCommon = GLOBE_RADIUS / EARTH_RADIUS;
vec3 offsetCommon = (enuMatrix * vec3(-position_world.xy, position_world.z)) * metersToCommon;
return vec4(project.commonOrigin + offsetCommon, position_world.w);
}
}
if (project.projectionMode == PROJECTION_MODE_WEB_MERCATOR_AUTO_OFFSET) {
if (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT) {
if (abs(position_world.y - project.coordinateOrigin.y) > 0.25) {
return vec4(
project_mercator_(position_world.xy) - project.commonOrigin.xy,
project_size(position_world.z),
position_world.w
);
}
}
}
if (project.projectionMode == PROJECTION_MODE_IDENTITY ||
(project.projectionMode == PROJECTION_MODE_WEB_MERCATOR_AUTO_OFFSET &&
(project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT ||
project.coordinateSystem == COORDINATE_SYSTEM_CARTESIAN))) {
position_world.xyz -= project.coordinateOrigin;
}
return project_offset_(position_world) + project_offset_(project.modelMatrix * vec4(position64Low, 0.0));
}
vec4 project_position(vec4 position) {
return project_position(position, ZERO_64_LOW);
}
vec3 project_position(vec3 position, vec3 position64Low) {
vec4 projected_position = project_position(vec4(position, 1.0), position64Low);
return projected_position.xyz;
}
vec3 project_position(vec3 position) {
vec4 projected_position = project_position(vec4(position, 1.0), ZERO_64_LOW);
return projected_position.xyz;
}
vec2 project_position(vec2 position) {
vec4 projected_position = project_position(vec4(position, 0.0, 1.0), ZERO_64_LOW);
return projected_position.xy;
}
vec4 project_common_position_to_clipspace(vec4 position, mat4 viewProjectionMatrix, vec4 center) {
return viewProjectionMatrix * position + center;
}
vec4 project_common_position_to_clipspace(vec4 position) {
return project_common_position_to_clipspace(position, project.viewProjectionMatrix, project.center);
}
vec2 project_pixel_size_to_clipspace(vec2 pixels) {
vec2 offset = pixels / project.viewportSize * project.devicePixelRatio * 2.0;
return offset * project.focalDistance;
}
float project_size_to_pixel(float meters) {
return project_size(meters) * project.scale;
}
vec2 project_size_to_pixel(vec2 meters) {
return project_size(meters) * project.scale;
}
float project_size_to_pixel(float size, int unit) {
if (unit == UNIT_METERS) return project_size_to_pixel(size);
if (unit == UNIT_COMMON) return size * project.scale;
return size;
}
float project_pixel_size(float pixels) {
return pixels / project.scale;
}
vec2 project_pixel_size(vec2 pixels) {
return pixels / project.scale;
}
`;var vC={};function bC(t=vC){return"viewport"in t?Pg(t):{}}var Bt={name:"project",dependencies:[dh,ca],source:Cg,vs:Sg,getUniforms:bC,uniformTypes:{wrapLongitude:"f32",coordinateSystem:"i32",commonUnitsPerMeter:"vec3<f32>",projectionMode:"i32",scale:"f32",commonUnitsPerWorldUnit:"vec3<f32>",commonUnitsPerWorldUnit2:"vec3<f32>",center:"vec4<f32>",modelMatrix:"mat4x4<f32>",viewProjectionMatrix:"mat4x4<f32>",viewportSize:"vec2<f32>",devicePixelRatio:"f32",focalDistance:"f32",cameraPosition:"vec3<f32>",coordinateOrigin:"vec3<f32>",commonOrigin:"vec3<f32>",pseudoMeters:"f32"}};var wC=`// Define a structure to hold both the clip-space position and the common position.
struct ProjectResult {
  clipPosition: vec4<f32>,
  commonPosition: vec4<f32>,
};

// This function mimics the GLSL version with the 'out' parameter by returning both values.
fn project_position_to_clipspace_and_commonspace(
    position: vec3<f32>,
    position64Low: vec3<f32>,
    offset: vec3<f32>
) -> ProjectResult {
  // Compute the projected position.
  let projectedPosition: vec3<f32> = project_position_vec3_f64(position, position64Low);

  // Start with the provided offset.
  var finalOffset: vec3<f32> = offset;

  // Get whether a rotation is needed and the rotation matrix.
  let rotationResult = project_needs_rotation(projectedPosition);

  // If rotation is needed, update the offset.
  if (rotationResult.needsRotation) {
    finalOffset = rotationResult.transform * offset;
  }

  // Compute the common position.
  let commonPosition: vec4<f32> = vec4<f32>(projectedPosition + finalOffset, 1.0);

  // Convert to clip-space.
  let clipPosition: vec4<f32> = project_common_position_to_clipspace(commonPosition);

  return ProjectResult(clipPosition, commonPosition);
}

// A convenience overload that returns only the clip-space position.
fn project_position_to_clipspace(
    position: vec3<f32>,
    position64Low: vec3<f32>,
    offset: vec3<f32>
) -> vec4<f32> {
  return project_position_to_clipspace_and_commonspace(position, position64Low, offset).clipPosition;
}
`,_C=`vec4 project_position_to_clipspace(
  vec3 position, vec3 position64Low, vec3 offset, out vec4 commonPosition
) {
  vec3 projectedPosition = project_position(position, position64Low);
  mat3 rotation;
  if (project_needs_rotation(projectedPosition, rotation)) {
    // offset is specified as ENU
    // when in globe projection, rotate offset so that the ground alighs with the surface of the globe
    offset = rotation * offset;
  }
  commonPosition = vec4(projectedPosition + offset, 1.0);
  return project_common_position_to_clipspace(commonPosition);
}

vec4 project_position_to_clipspace(
  vec3 position, vec3 position64Low, vec3 offset
) {
  vec4 commonPosition;
  return project_position_to_clipspace(position, position64Low, offset, commonPosition);
}
`,le={name:"project32",dependencies:[Bt],source:wC,vs:_C};function wi(){return[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]}function un(t,e){let n=St.transformMat4([],e,t);return St.scale(n,n,1/n[3]),n}function Ar(t,e,n){return t<e?e:t>n?n:t}function PC(t){return Math.log(t)*Math.LOG2E}var Ir=Math.log2||PC;function at(t,e){if(!t)throw new Error(e||"@math.gl/web-mercator: assertion failed.")}var ct=Math.PI,Mg=ct/4,Je=ct/180,Vf=180/ct,_i=512,va=4003e4,Pi=85.051129,Gf=1.5;function ba(t){return Math.pow(2,t)}function Wf(t){return Ir(t)}function Me(t){let[e,n]=t;at(Number.isFinite(e)),at(Number.isFinite(n)&&n>=-90&&n<=90,"invalid latitude");let i=e*Je,r=n*Je,o=_i*(i+ct)/(2*ct),s=_i*(ct+Math.log(Math.tan(Mg+r*.5)))/(2*ct);return[o,s]}function Ee(t){let[e,n]=t,i=e/_i*(2*ct)-ct,r=2*(Math.atan(Math.exp(n/_i*(2*ct)-ct))-Mg);return[i*Vf,r*Vf]}function $f(t){let{latitude:e}=t;at(Number.isFinite(e));let n=Math.cos(e*Je);return Wf(va*n)-9}function Or(t){let e=Math.cos(t*Je);return _i/va/e}function On(t){let{latitude:e,longitude:n,highPrecision:i=!1}=t;at(Number.isFinite(e)&&Number.isFinite(n));let r=_i,o=Math.cos(e*Je),s=r/360,a=s/o,c=r/va/o,l={unitsPerMeter:[c,c,c],metersPerUnit:[1/c,1/c,1/c],unitsPerDegree:[s,a,c],degreesPerUnit:[1/s,1/a,1/c]};if(i){let f=Je*Math.tan(e*Je)/o,u=s*f/2,d=r/va*f,h=d/a*c;l.unitsPerDegree2=[0,u,d],l.unitsPerMeter2=[h,0,h]}return l}function kr(t,e){let[n,i,r]=t,[o,s,a]=e,{unitsPerMeter:c,unitsPerMeter2:l}=On({longitude:n,latitude:i,highPrecision:!0}),f=Me(t);f[0]+=o*(c[0]+l[0]*s),f[1]+=s*(c[1]+l[1]*s);let u=Ee(f),d=(r||0)+(a||0);return Number.isFinite(r)||Number.isFinite(a)?[u[0],u[1],d]:u}function Rr(t){let{height:e,pitch:n,bearing:i,altitude:r,scale:o,center:s}=t,a=wi();Y.translate(a,a,[0,0,-r]),Y.rotateX(a,a,-n*Je),Y.rotateZ(a,a,i*Je);let c=o/e;return Y.scale(a,a,[c,c,c]),s&&Y.translate(a,a,Nt.negate([],s)),a}function wa(t){let{width:e,height:n,altitude:i,pitch:r=0,offset:o,center:s,scale:a,nearZMultiplier:c=1,farZMultiplier:l=1}=t,{fovy:f=Ut(Gf)}=t;i!==void 0&&(f=Ut(i));let u=f*Je,d=r*Je,h=Ci(f),p=h;s&&(p+=s[2]*a/Math.cos(d)/n);let m=u*(.5+(o?o[1]:0)/n),g=Math.sin(m)*p/Math.sin(Ar(Math.PI/2-d-m,.01,Math.PI-.01)),x=Math.sin(d)*g+p,b=p*10,v=Math.min(x*l,b);return{fov:u,aspect:e/n,focalDistance:h,near:c,far:v}}function Yf(t){let{fov:e,aspect:n,near:i,far:r}=wa(t);return Y.perspective([],e,n,i,r)}function Ut(t){return 2*Math.atan(.5/t)*Vf}function Ci(t){return .5/Math.tan(.5*t*Je)}function jt(t,e){let[n,i,r=0]=t;return at(Number.isFinite(n)&&Number.isFinite(i)&&Number.isFinite(r)),un(e,[n,i,r,1])}function Tt(t,e,n=0){let[i,r,o]=t;if(at(Number.isFinite(i)&&Number.isFinite(r),"invalid pixel coordinate"),Number.isFinite(o))return un(e,[i,r,o,1]);let s=un(e,[i,r,0,1]),a=un(e,[i,r,1,1]),c=s[2],l=a[2],f=c===l?0:((n||0)-c)/(l-c);return Re.lerp([],s,a,f)}function kn(t){let{width:e,height:n,bounds:i,minExtent:r=0,maxZoom:o=24,offset:s=[0,0]}=t,[[a,c],[l,f]]=i,u=CC(t.padding),d=Me([a,Ar(f,-Pi,Pi)]),h=Me([l,Ar(c,-Pi,Pi)]),p=[Math.max(Math.abs(h[0]-d[0]),r),Math.max(Math.abs(h[1]-d[1]),r)],m=[e-u.left-u.right-Math.abs(s[0])*2,n-u.top-u.bottom-Math.abs(s[1])*2];at(m[0]>0&&m[1]>0);let g=m[0]/p[0],x=m[1]/p[1],b=(u.right-u.left)/2/g,v=(u.top-u.bottom)/2/x,y=[(h[0]+d[0])/2+b,(h[1]+d[1])/2+v],w=Ee(y),_=Math.min(o,Ir(Math.abs(Math.min(g,x))));return at(Number.isFinite(_)),{longitude:w[0],latitude:w[1],zoom:_}}function CC(t=0){return typeof t=="number"?{top:t,bottom:t,left:t,right:t}:(at(Number.isFinite(t.top)&&Number.isFinite(t.bottom)&&Number.isFinite(t.left)&&Number.isFinite(t.right)),t)}var Eg=Math.PI/180;function Dr(t,e=0){let{width:n,height:i,unproject:r}=t,o={targetZ:e},s=r([0,i],o),a=r([n,i],o),c,l,f=t.fovy?.5*t.fovy*Eg:Math.atan(.5/t.altitude),u=(90-t.pitch)*Eg;return f>u-.01?(c=Tg(t,0,e),l=Tg(t,n,e)):(c=r([0,0],o),l=r([n,0],o)),[s,a,l,c]}function Tg(t,e,n){let{pixelUnprojectionMatrix:i}=t,r=un(i,[e,0,1,1]),o=un(i,[e,t.height,1,1]),a=(n*t.distanceScales.unitsPerMeter[2]-r[2])/(o[2]-r[2]),c=Re.lerp([],r,o,a),l=Ee(c);return l.push(n),l}var Si=class t{constructor(e={width:1,height:1}){this.equals=x=>x instanceof t?x.width===this.width&&x.height===this.height&&Y.equals(x.projectionMatrix,this.projectionMatrix)&&Y.equals(x.viewMatrix,this.viewMatrix):!1,this.project=(x,b={})=>{let{topLeft:v=!0}=b,y=this.projectPosition(x),w=jt(y,this.pixelProjectionMatrix),[_,M]=w,P=v?M:this.height-M;return x.length===2?[_,P]:[_,P,w[2]]},this.unproject=(x,b={})=>{let{topLeft:v=!0,targetZ:y=void 0}=b,[w,_,M]=x,P=v?_:this.height-_,S=y&&y*this.distanceScales.unitsPerMeter[2],C=Tt([w,P,M],this.pixelUnprojectionMatrix,S),[L,E,T]=this.unprojectPosition(C);return Number.isFinite(M)?[L,E,T]:Number.isFinite(y)?[L,E,y]:[L,E]},this.projectPosition=x=>{let[b,v]=Me(x),y=(x[2]||0)*this.distanceScales.unitsPerMeter[2];return[b,v,y]},this.unprojectPosition=x=>{let[b,v]=Ee(x),y=(x[2]||0)*this.distanceScales.metersPerUnit[2];return[b,v,y]};let{width:n,height:i,altitude:r=null,fovy:o=null}=e,{latitude:s=0,longitude:a=0,zoom:c=0,pitch:l=0,bearing:f=0,position:u=null,nearZMultiplier:d=.02,farZMultiplier:h=1.01}=e;n=n||1,i=i||1,o===null&&r===null?(r=Gf,o=Ut(r)):o===null?o=Ut(r):r===null&&(r=Ci(o));let p=ba(c);r=Math.max(.75,r);let m=On({longitude:a,latitude:s}),g=Me([a,s]);g.push(0),u&&Nt.add(g,g,Nt.mul([],u,m.unitsPerMeter)),this.projectionMatrix=Yf({width:n,height:i,scale:p,center:g,pitch:l,fovy:o,nearZMultiplier:d,farZMultiplier:h}),this.viewMatrix=Rr({height:i,scale:p,center:g,pitch:l,bearing:f,altitude:r}),this.width=n,this.height=i,this.scale=p,this.latitude=s,this.longitude=a,this.zoom=c,this.pitch=l,this.bearing=f,this.altitude=r,this.fovy=o,this.center=g,this.meterOffset=u||[0,0,0],this.distanceScales=m,this._initMatrices(),Object.freeze(this)}_initMatrices(){let{width:e,height:n,projectionMatrix:i,viewMatrix:r}=this,o=wi();Y.multiply(o,o,i),Y.multiply(o,o,r),this.viewProjectionMatrix=o;let s=wi();Y.scale(s,s,[e/2,-n/2,1]),Y.translate(s,s,[1,-1,0]),Y.multiply(s,s,o);let a=Y.invert(wi(),s);if(!a)throw new Error("Pixel project matrix not invertible");this.pixelProjectionMatrix=s,this.pixelUnprojectionMatrix=a}projectFlat(e){return Me(e)}unprojectFlat(e){return Ee(e)}getMapCenterByLngLatPosition({lngLat:e,pos:n}){let i=Tt(n,this.pixelUnprojectionMatrix),r=Me(e),o=Re.add([],r,Re.negate([],i)),s=Re.add([],this.center,o);return Ee(s)}fitBounds(e,n={}){let{width:i,height:r}=this,{longitude:o,latitude:s,zoom:a}=kn(Object.assign({width:i,height:r,bounds:e},n));return new t({width:i,height:r,longitude:o,latitude:s,zoom:a})}getBounds(e){let n=this.getBoundingRegion(e),i=Math.min(...n.map(a=>a[0])),r=Math.max(...n.map(a=>a[0])),o=Math.min(...n.map(a=>a[1])),s=Math.max(...n.map(a=>a[1]));return[[i,o],[r,s]]}getBoundingRegion(e={}){return Dr(this,e.z||0)}getLocationAtPoint({lngLat:e,pos:n}){return this.getMapCenterByLngLatPosition({lngLat:e,pos:n})}};var Lg=`
layout(std140) uniform shadowUniforms {
  bool drawShadowMap;
  bool useShadowMap;
  vec4 color;
  highp int lightId;
  float lightCount;
  mat4 viewProjectionMatrix0;
  mat4 viewProjectionMatrix1;
  vec4 projectCenter0;
  vec4 projectCenter1;
} shadow;
`,SC=`
const int max_lights = 2;

out vec3 shadow_vPosition[max_lights];

vec4 shadow_setVertexPosition(vec4 position_commonspace) {
  mat4 viewProjectionMatrices[max_lights];
  viewProjectionMatrices[0] = shadow.viewProjectionMatrix0;
  viewProjectionMatrices[1] = shadow.viewProjectionMatrix1;
  vec4 projectCenters[max_lights];
  projectCenters[0] = shadow.projectCenter0;
  projectCenters[1] = shadow.projectCenter1;

  if (shadow.drawShadowMap) {
    return project_common_position_to_clipspace(position_commonspace, viewProjectionMatrices[shadow.lightId], projectCenters[shadow.lightId]);
  }
  if (shadow.useShadowMap) {
    for (int i = 0; i < max_lights; i++) {
      if(i < int(shadow.lightCount)) {
        vec4 shadowMap_position = project_common_position_to_clipspace(position_commonspace, viewProjectionMatrices[i], projectCenters[i]);
        shadow_vPosition[i] = (shadowMap_position.xyz / shadowMap_position.w + 1.0) / 2.0;
      }
    }
  }
  return gl_Position;
}
`,MC=`
${Lg}
${SC}
`,EC=`
const int max_lights = 2;
uniform sampler2D shadow_uShadowMap0;
uniform sampler2D shadow_uShadowMap1;

in vec3 shadow_vPosition[max_lights];

const vec4 bitPackShift = vec4(1.0, 255.0, 65025.0, 16581375.0);
const vec4 bitUnpackShift = 1.0 / bitPackShift;
const vec4 bitMask = vec4(1.0 / 255.0, 1.0 / 255.0, 1.0 / 255.0,  0.0);

float shadow_getShadowWeight(vec3 position, sampler2D shadowMap) {
  vec4 rgbaDepth = texture(shadowMap, position.xy);

  float z = dot(rgbaDepth, bitUnpackShift);
  return smoothstep(0.001, 0.01, position.z - z);
}

vec4 shadow_filterShadowColor(vec4 color) {
  if (shadow.drawShadowMap) {
    vec4 rgbaDepth = fract(gl_FragCoord.z * bitPackShift);
    rgbaDepth -= rgbaDepth.gbaa * bitMask;
    return rgbaDepth;
  }
  if (shadow.useShadowMap) {
    float shadowAlpha = 0.0;
    shadowAlpha += shadow_getShadowWeight(shadow_vPosition[0], shadow_uShadowMap0);
    if(shadow.lightCount > 1.0) {
      shadowAlpha += shadow_getShadowWeight(shadow_vPosition[1], shadow_uShadowMap1);
    }
    shadowAlpha *= shadow.color.a / shadow.lightCount;
    float blendedAlpha = shadowAlpha + color.a * (1.0 - shadowAlpha);

    return vec4(
      mix(color.rgb, shadow.color.rgb, shadowAlpha / blendedAlpha),
      blendedAlpha
    );
  }
  return color;
}
`,TC=`
${Lg}
${EC}
`,LC=Et(RC),AC=Et(DC),IC=[0,0,0,1],OC=[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,0];function kC(t,e){let[n,i,r]=t,o=Tt([n,i,r],e);return Number.isFinite(r)?o:[o[0],o[1],0]}function RC({viewport:t,center:e}){return new we(t.viewProjectionMatrix).invert().transform(e)}function DC({viewport:t,shadowMatrices:e}){let n=[],i=t.pixelUnprojectionMatrix,r=t.isGeospatial?void 0:1,o=[[0,0,r],[t.width,0,r],[0,t.height,r],[t.width,t.height,r],[0,0,-1],[t.width,0,-1],[0,t.height,-1],[t.width,t.height,-1]].map(s=>kC(s,i));for(let s of e){let a=s.clone().translate(new Ce(t.center).negate()),c=o.map(f=>a.transform(f)),l=new we().ortho({left:Math.min(...c.map(f=>f[0])),right:Math.max(...c.map(f=>f[0])),bottom:Math.min(...c.map(f=>f[1])),top:Math.max(...c.map(f=>f[1])),near:Math.min(...c.map(f=>-f[2])),far:Math.max(...c.map(f=>-f[2]))});n.push(l.multiplyRight(s))}return n}function FC(t){let{shadowEnabled:e=!0,project:n}=t;if(!e||!n||!t.shadowMatrices||!t.shadowMatrices.length)return{drawShadowMap:!1,useShadowMap:!1,shadow_uShadowMap0:t.dummyShadowMap,shadow_uShadowMap1:t.dummyShadowMap};let i=Bt.getUniforms(n),r=LC({viewport:n.viewport,center:i.center}),o=[],s=AC({shadowMatrices:t.shadowMatrices,viewport:n.viewport}).slice();for(let c=0;c<t.shadowMatrices.length;c++){let l=s[c],f=l.clone().translate(new Ce(n.viewport.center).negate());i.coordinateSystem===In("lnglat")&&i.projectionMode===me.WEB_MERCATOR?(s[c]=f,o[c]=r):(s[c]=l.clone().multiplyRight(OC),o[c]=f.transform(r))}let a={drawShadowMap:!!t.drawToShadowMap,useShadowMap:t.shadowMaps?t.shadowMaps.length>0:!1,color:t.shadowColor||IC,lightId:t.shadowLightId||0,lightCount:t.shadowMatrices.length,shadow_uShadowMap0:t.dummyShadowMap,shadow_uShadowMap1:t.dummyShadowMap};for(let c=0;c<s.length;c++)a[`viewProjectionMatrix${c}`]=s[c],a[`projectCenter${c}`]=o[c];for(let c=0;c<2;c++)a[`shadow_uShadowMap${c}`]=t.shadowMaps&&t.shadowMaps[c]||t.dummyShadowMap;return a}var _a={name:"shadow",dependencies:[Bt],vs:MC,fs:TC,inject:{"vs:DECKGL_FILTER_GL_POSITION":`
    position = shadow_setVertexPosition(geometry.position);
    `,"fs:DECKGL_FILTER_COLOR":`
    color = shadow_filterShadowColor(color);
    `},getUniforms:FC,uniformTypes:{drawShadowMap:"f32",useShadowMap:"f32",color:"vec4<f32>",lightId:"i32",lightCount:"f32",viewProjectionMatrix0:"mat4x4<f32>",viewProjectionMatrix1:"mat4x4<f32>",projectCenter0:"vec4<f32>",projectCenter1:"vec4<f32>"}};var Pa=10,Fr=16777215;function Ig(t,e){t.length===Pa?D.warn(`pickMultipleObjects can only exclude ${Pa} previously picked objects for layers without picking buffers`)():t.push(e)}var zC=`  float disabledPickingIndexCount;
  vec4 disabledPickingIndices0;
  vec4 disabledPickingIndices1;
  vec4 disabledPickingIndices2;
`;function Ag(t){return t.replace(`  vec4 highlightColor;
} picking;`,`  vec4 highlightColor;
${zC}} picking;`)}function Hf(t,e){return[t[e]||0,t[e+1]||0,t[e+2]||0,t[e+3]||0]}var NC=`vec3 picking_getPickingColorFromIndex(float objectIndex) {
  if (objectIndex < 0.0 || objectIndex >= ${Fr}.0) {
    return vec3(0.0);
  }

  for (int i = 0; i < ${Pa}; i++) {
    if (float(i) >= picking.disabledPickingIndexCount) {
      break;
    }
    vec4 disabledIndices = i < 4
      ? picking.disabledPickingIndices0
      : (i < 8 ? picking.disabledPickingIndices1 : picking.disabledPickingIndices2);
    float disabledIndex = disabledIndices[i - (i / 4) * 4];
    if (disabledIndex == objectIndex) {
      return vec3(0.0);
    }
  }

  float encodedIndex = objectIndex + 1.0;
  return vec3(
    mod(encodedIndex, 256.0),
    mod(floor(encodedIndex / 256.0), 256.0),
    mod(floor(encodedIndex / 65536.0), 256.0)
  );
}

vec3 picking_getPickingColorFromIndex(uint objectIndex) {
  return picking_getPickingColorFromIndex(float(objectIndex));
}

vec3 picking_getPickingColorFromInstanceID() {
  return picking_getPickingColorFromIndex(float(gl_InstanceID));
}

void picking_setPickingColorFromInstanceID() {
  picking_setPickingColor(picking_getPickingColorFromInstanceID());
}
`,BC=`struct pickingUniforms {
  isActive: f32,
  isAttribute: f32,
  isHighlightActive: f32,
  useByteColors: f32,
  highlightedObjectColor: vec3<f32>,
  highlightColor: vec4<f32>,
  disabledPickingIndexCount: f32,
  disabledPickingIndices0: vec4<f32>,
  disabledPickingIndices1: vec4<f32>,
  disabledPickingIndices2: vec4<f32>,
};

@group(0) @binding(auto) var<uniform> picking: pickingUniforms;

fn picking_normalizeColor(color: vec3<f32>) -> vec3<f32> {
  return select(color, color / 255.0, picking.useByteColors > 0.5);
}

fn picking_normalizeColor4(color: vec4<f32>) -> vec4<f32> {
  return select(color, color / 255.0, picking.useByteColors > 0.5);
}

fn picking_isColorZero(color: vec3<f32>) -> bool {
  return dot(color, vec3<f32>(1.0)) < 0.00001;
}

fn picking_isColorValid(color: vec3<f32>) -> bool {
  return dot(color, vec3<f32>(1.0)) > 0.00001;
}

fn picking_getPickingColorFromIndex(objectIndex: u32) -> vec3<f32> {
  if (objectIndex >= ${Fr}u) {
    return vec3<f32>(0.0);
  }

  for (var i = 0; i < ${Pa}; i = i + 1) {
    if (f32(i) >= picking.disabledPickingIndexCount) {
      break;
    }
    let disabledIndices = select(
      picking.disabledPickingIndices2,
      select(picking.disabledPickingIndices1, picking.disabledPickingIndices0, i < 4),
      i < 8
    );
    let disabledIndex = disabledIndices[i % 4];
    if (disabledIndex == f32(objectIndex)) {
      return vec3<f32>(0.0);
    }
  }

  let encodedIndex = objectIndex + 1u;
  return vec3<f32>(
    f32(encodedIndex % 256u),
    f32((encodedIndex / 256u) % 256u),
    f32((encodedIndex / 65536u) % 256u)
  ) / 255.0;
}
`,fe={..._n,vs:`${Ag(_n.vs)}
${NC}`,fs:Ag(_n.fs),source:BC,uniformTypes:{..._n.uniformTypes,disabledPickingIndexCount:"f32",disabledPickingIndices0:"vec4<f32>",disabledPickingIndices1:"vec4<f32>",disabledPickingIndices2:"vec4<f32>"},defaultUniforms:{..._n.defaultUniforms,useByteColors:!0,disabledPickingIndexCount:0,disabledPickingIndices0:[0,0,0,0],disabledPickingIndices1:[0,0,0,0],disabledPickingIndices2:[0,0,0,0]},getUniforms(t,e){let n=_n.getUniforms(t,e),i=t.disabledPickingIndices||[];return n.disabledPickingIndexCount=i.length,n.disabledPickingIndices0=Hf(i,0),n.disabledPickingIndices1=Hf(i,4),n.disabledPickingIndices2=Hf(i,8),n},inject:{"vs:DECKGL_FILTER_GL_POSITION":`
    // for picking depth values
    picking_setPickingAttribute(position.z / position.w);
  `,"vs:DECKGL_FILTER_COLOR":`
  picking_setPickingColor(geometry.pickingColor);
  `,"fs:DECKGL_FILTER_COLOR":{order:99,injection:`
  // use highlight color if this fragment belongs to the selected object.
  color = picking_filterHighlightColor(color);

  // use picking color if rendering to picking FBO.
  color = picking_filterPickingColor(color);
    `}}};var jC=[ca],VC=["vs:DECKGL_FILTER_SIZE(inout vec3 size, VertexGeometry geometry)","vs:DECKGL_FILTER_GL_POSITION(inout vec4 position, VertexGeometry geometry)","vs:DECKGL_FILTER_COLOR(inout vec4 color, VertexGeometry geometry)","fs:DECKGL_FILTER_COLOR(inout vec4 color, FragmentGeometry geometry)"],GC=[];function Og(t){let e=uh.getDefaultShaderAssembler(t);for(let i of jC)e.addDefaultModule(i);e._hookFunctions.length=0;let n=t==="glsl"?VC:GC;for(let i of n)e.addShaderHook(i);return e}var WC=[255,255,255],$C=1,YC=0,Ca=class{constructor(e={}){this.type="ambient";let{color:n=WC}=e,{intensity:i=$C}=e;this.id=e.id||`ambient-${YC++}`,this.color=n,this.intensity=i}};var HC=[255,255,255],qC=1,ZC=[0,0,-1],XC=0,zr=class{constructor(e={}){this.type="directional";let{color:n=HC}=e,{intensity:i=qC}=e,{direction:r=ZC}=e,{_shadow:o=!1}=e;this.id=e.id||`directional-${XC++}`,this.color=n,this.intensity=i,this.type="directional",this.direction=new Ce(r).normalize().toArray(),this.shadow=o}getProjectedLight(e){return this}};var Nr=class{constructor(e,n={id:"pass"}){let{id:i}=n;this.id=i,this.device=e,this.props={...n}}setProps(e){Object.assign(this.props,e)}render(e){}cleanup(){}};var KC={depthWriteEnabled:!0,depthCompare:"less-equal",blendColorOperation:"add",blendColorSrcFactor:"one",blendColorDstFactor:"one-minus-src-alpha",blendAlphaOperation:"add",blendAlphaSrcFactor:"one",blendAlphaDstFactor:"one-minus-src-alpha"},Vt=class extends Nr{constructor(){super(...arguments),this._lastRenderIndex=-1}render(e){this._render(e)}_render(e){let{canvasContext:n=this.device.canvasContext}=e,i=e.target??n.getCurrentFramebuffer(),[r,o]=n.getDrawingBufferSize(),s=e.clearCanvas??!0,a=e.clearColor??(s?[0,0,0,0]:!1),c=s?1:!1,l=s?0:!1,f=e.colorMask??15,u={viewport:[0,0,r,o]};e.colorMask&&(u.colorMask=f),e.scissorRect&&(u.scissorRect=e.scissorRect);let{shaderModuleProps:d,viewports:h,views:p,onViewportActive:m,clearStack:g=!0}=e,x=e.pass||"unknown",b=this.device.type==="webgpu";g&&(this._lastRenderIndex=-1);let v=[];if(!h.length)return this.device.beginRenderPass({framebuffer:i,parameters:u,clearColor:a,clearDepth:c,clearStencil:l}).end(),this.device.submit(),v;try{for(let y of h){m?.(y);let w=this._getDrawLayerParams(y,e),_=p&&p[y.id],M=y.subViewports||[y],P=b?M.map(S=>[S]):[M];for(let S of P){let C=this.device.beginRenderPass({framebuffer:i,parameters:u,clearColor:a,clearDepth:c,clearStencil:l});try{for(let L of S){let E=this._drawLayersInViewport(C,{target:i,canvasContext:n,shaderModuleProps:d,viewport:L,view:_,pass:x,layers:e.layers,isPicking:e.isPicking},w);v.push(E)}}finally{C.end(),b&&this.device.submit()}a=!1,c=!1,l=!1}}return v}finally{b||this.device.submit()}}_getDrawLayerParams(e,{layers:n,pass:i,isPicking:r=!1,layerFilter:o,cullRect:s,views:a,effects:c,canvasContext:l=this.device.canvasContext,shaderModuleProps:f},u=!1){let d=[],h=Rg(this._lastRenderIndex+1),p={layer:n[0],viewport:e,isPicking:r,renderPass:i,cullRect:s},m={};for(let g=0;g<n.length;g++){let x=n[g],b=this._shouldDrawLayer(x,p,o,m),v={shouldDrawLayer:b};if(b&&!u){v.shouldDrawLayer=!0,v.layerRenderIndex=h(x,b),v.shaderModuleProps=this._getShaderModuleProps(x,c,i,l,f);let y=x.context.device.type==="webgpu"?KC:null;v.layerParameters={...y,...x.context.deck?.props.parameters,...a?.[e.id]?.props.parameters,...this.getLayerParameters(x,g,e)}}d[g]=v}return d}_drawLayersInViewport(e,{layers:n,shaderModuleProps:i,pass:r,target:o,canvasContext:s,viewport:a,view:c,isPicking:l},f){let u=JC(this.device,{canvasContext:s,shaderModuleProps:i,target:o,viewport:a});if(c){let{clear:h,clearColor:p,clearDepth:m,clearStencil:g}=c.props;if(h){let x=[0,0,0,0],b=1,v=0;Array.isArray(p)&&!l?x=[...p.slice(0,3),p[3]||255].map(w=>w/255):p===!1&&(x=!1),m!==void 0&&(b=m),g!==void 0&&(v=g),this.device.beginRenderPass({framebuffer:o,parameters:{viewport:u,scissorRect:u},clearColor:x,clearDepth:b,clearStencil:v}).end()}}let d={totalCount:n.length,visibleCount:0,compositeCount:0,pickableCount:0};e.setParameters({viewport:u});for(let h=0;h<n.length;h++){let p=n[h],m=f[h],{shouldDrawLayer:g}=m;if(g&&p.props.pickable&&d.pickableCount++,p.isComposite&&d.compositeCount++,p.isDrawable&&m.shouldDrawLayer){let{layerRenderIndex:x,shaderModuleProps:b,layerParameters:v}=m;d.visibleCount++,this._lastRenderIndex=Math.max(this._lastRenderIndex,x),b.project&&(b.project.viewport=a),p.context.renderPass=e;try{p._drawLayer({renderPass:e,shaderModuleProps:b,uniforms:{layerIndex:x},parameters:v})}catch(y){p.raiseError(y,`drawing ${p} to ${r}`)}}}return d}shouldDrawLayer(e){return!0}getShaderModuleProps(e,n,i){return null}getLayerParameters(e,n,i){return e.props.parameters}_shouldDrawLayer(e,n,i,r){if(!(e.props.visible&&this.shouldDrawLayer(e)))return!1;n.layer=e;let s=e.parent;for(;s;){if(!s.props.visible||!s.filterSubLayer(n))return!1;n.layer=s,s=s.parent}if(i){let a=n.layer.id;if(a in r||(r[a]=i(n)),!r[a])return!1}return e.activateViewport(n.viewport),!0}_getShaderModuleProps(e,n,i,r,o){let s=r.cssToDeviceRatio(),a=e.internalState?.propsInTransition||e.props,c={layer:a,picking:{isActive:!1},project:{viewport:e.context.viewport,devicePixelRatio:s,modelMatrix:a.modelMatrix,coordinateSystem:a.coordinateSystem,coordinateOrigin:a.coordinateOrigin,autoWrapLongitude:e.wrapLongitude}};if(n)for(let l of n)kg(c,l.getShaderModuleProps?.(e,c));for(let l of e.context.defaultShaderModules)l.name in c||(c[l.name]={});return kg(c,this.getShaderModuleProps(e,n,c),o)}};function Rg(t=0,e={}){let n={},i=(r,o)=>{let s=r.props._offset,a=r.id,c=r.parent&&r.parent.id,l;if(c&&!(c in e)&&i(r.parent,!1),c in n){let f=n[c]=n[c]||Rg(e[c],e);l=f(r,o),n[a]=f}else Number.isFinite(s)?(l=s+(e[c]||0),n[a]=null):l=t;return o&&l>=t&&(t=l+1),e[a]=l,l};return i}function JC(t,{canvasContext:e=t.canvasContext,shaderModuleProps:n,target:i,viewport:r}){let o=n?.project?.devicePixelRatio??e.cssToDeviceRatio(),[,s]=e.getDrawingBufferSize(),a=i?i.height:s,c=r;return[c.x*o,a-(c.y+c.height)*o,c.width*o,c.height*o]}function kg(t,...e){for(let n of e)if(n)for(let i in n)t[i]?Object.assign(t[i],n[i]):t[i]=n[i];return t}var Br=class extends Vt{constructor(e,n){super(e,n);let i=e.createTexture({format:"rgba8unorm",width:1,height:1,sampler:{minFilter:"linear",magFilter:"linear",addressModeU:"clamp-to-edge",addressModeV:"clamp-to-edge"}}),r=e.createTexture({format:"depth16unorm",width:1,height:1});this.fbo=e.createFramebuffer({id:"shadowmap",width:1,height:1,colorAttachments:[i],depthStencilAttachment:r})}delete(){this.fbo&&(this.fbo.destroy(),this.fbo=null)}getShadowMap(){return this.fbo.colorAttachments[0].texture}render(e){let n=this.fbo,i=this.device.canvasContext.cssToDeviceRatio(),r=e.viewports[0],o=r.width*i,s=r.height*i,a=[1,1,1,1];(o!==n.width||s!==n.height)&&n.resize({width:o,height:s}),super.render({...e,clearColor:a,target:n,pass:"shadow"})}getLayerParameters(e,n,i){return{...e.props.parameters,blend:!1,depthWriteEnabled:!0,depthCompare:"less-equal"}}shouldDrawLayer(e){return e.props.shadowEnabled!==!1}getShaderModuleProps(e,n,i){return{shadow:{project:i.project,drawToShadowMap:!0}}}};var QC={color:[255,255,255],intensity:1},Dg=[{color:[255,255,255],intensity:1,direction:[-1,3,-1]},{color:[255,255,255],intensity:.9,direction:[1,-8,-2.5]}],eS=[0,0,0,200/255],Mi=class{constructor(e={}){this.id="lighting-effect",this.shadowColor=eS,this.shadow=!1,this.directionalLights=[],this.pointLights=[],this.shadowPasses=[],this.dummyShadowMap=null,this.setProps(e)}setup(e){this.context=e;let{device:n,deck:i}=e;this.shadow&&!this.dummyShadowMap&&(this._createShadowPasses(n),i._addDefaultShaderModule(_a),this.dummyShadowMap=n.createTexture({width:1,height:1}))}setProps(e){this.ambientLight=void 0,this.directionalLights=[],this.pointLights=[];for(let n in e){let i=e[n];switch(i.type){case"ambient":this.ambientLight=i;break;case"directional":this.directionalLights.push(i);break;case"point":this.pointLights.push(i);break;default:}}this._applyDefaultLights(),this.shadow=this.directionalLights.some(n=>n.shadow),this.context&&this.setup(this.context),this.props=e}preRender({layers:e,layerFilter:n,viewports:i,onViewportActive:r,views:o}){if(this.shadow){this.shadowMatrices=this._calculateMatrices();for(let s=0;s<this.shadowPasses.length;s++)this.shadowPasses[s].render({layers:e,layerFilter:n,viewports:i,onViewportActive:r,views:o,shaderModuleProps:{shadow:{shadowLightId:s,dummyShadowMap:this.dummyShadowMap,shadowMatrices:this.shadowMatrices}}})}}getShaderModuleProps(e,n){let i=this.shadow?{project:n.project,shadowMaps:this.shadowPasses.map(s=>s.getShadowMap()),dummyShadowMap:this.dummyShadowMap,shadowColor:this.shadowColor,shadowMatrices:this.shadowMatrices}:{},r={enabled:!0,lights:this._getLights(e)},o=e.props.material;return{shadow:i,lighting:r,phongMaterial:o,gouraudMaterial:o}}cleanup(e){for(let n of this.shadowPasses)n.delete();this.shadowPasses.length=0,this.dummyShadowMap&&(this.dummyShadowMap.destroy(),this.dummyShadowMap=null,e.deck._removeDefaultShaderModule(_a))}_calculateMatrices(){let e=[];for(let n of this.directionalLights){let i=new we().lookAt({eye:new Ce(n.direction).negate()});e.push(i)}return e}_createShadowPasses(e){for(let n=0;n<this.directionalLights.length;n++){let i=new Br(e);this.shadowPasses[n]=i}}_applyDefaultLights(){let{ambientLight:e,pointLights:n,directionalLights:i}=this;!e&&n.length===0&&i.length===0&&(this.ambientLight=new Ca(QC),this.directionalLights.push(new zr(Dg[0]),new zr(Dg[1])))}_getLights(e){let n=[];this.ambientLight&&n.push(this.ambientLight);for(let i of this.pointLights)n.push(i.getProjectedLight({layer:e}));for(let i of this.directionalLights)n.push(i.getProjectedLight({layer:e}));return n}};var qf=class{constructor(e={}){this._pool=[],this.opts={overAlloc:2,poolSize:100},this.setOptions(e)}setOptions(e){Object.assign(this.opts,e)}allocate(e,n,{size:i=1,type:r,padding:o=0,copy:s=!1,initialize:a=!1,maxCount:c}){let l=r||e&&e.constructor||Float32Array,f=n*i+o;if(ArrayBuffer.isView(e)){if(f<=e.length)return e;if(f*e.BYTES_PER_ELEMENT<=e.buffer.byteLength)return new l(e.buffer,0,f)}let u=1/0;c&&(u=c*i+o);let d=this._allocate(l,f,a,u);return e&&s?d.set(e):a||d.fill(0,0,4),this._release(e),d}release(e){this._release(e)}_allocate(e,n,i,r){let o=Math.max(Math.ceil(n*this.opts.overAlloc),1);o>r&&(o=r);let s=this._pool,a=e.BYTES_PER_ELEMENT*o,c=s.findIndex(l=>l.byteLength>=a);if(c>=0){let l=new e(s.splice(c,1)[0],0,o);return i&&l.fill(0),l}return new e(o)}_release(e){if(!ArrayBuffer.isView(e))return;let n=this._pool,{buffer:i}=e,{byteLength:r}=i,o=n.findIndex(s=>s.byteLength>=r);o<0?n.push(i):(o>0||n.length<this.opts.poolSize)&&n.splice(o,0,i),n.length>this.opts.poolSize&&n.shift()}},lt=new qf;function Ti(){return[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]}function Zf(t,e){let n=t%e;return n<0?e+n:n}function zg(t){return[t[12],t[13],t[14]]}function Ng(t){return{left:Ei(t[3]+t[0],t[7]+t[4],t[11]+t[8],t[15]+t[12]),right:Ei(t[3]-t[0],t[7]-t[4],t[11]-t[8],t[15]-t[12]),bottom:Ei(t[3]+t[1],t[7]+t[5],t[11]+t[9],t[15]+t[13]),top:Ei(t[3]-t[1],t[7]-t[5],t[11]-t[9],t[15]-t[13]),near:Ei(t[3]+t[2],t[7]+t[6],t[11]+t[10],t[15]+t[14]),far:Ei(t[3]-t[2],t[7]-t[6],t[11]-t[10],t[15]-t[14])}}var Fg=new Ce;function Ei(t,e,n,i){Fg.set(t,e,n);let r=Fg.len();return{distance:i/r,normal:new Ce(-t/r,-e/r,-n/r)}}function tS(t){return t-Math.fround(t)}var Ur;function Li(t,e){let{size:n=1,startIndex:i=0}=e,r=e.endIndex!==void 0?e.endIndex:t.length,o=(r-i)/n;Ur=lt.allocate(Ur,o,{type:Float32Array,size:n*2});let s=i,a=0;for(;s<r;){for(let c=0;c<n;c++){let l=t[s++];Ur[a+c]=l,Ur[a+c+n]=tS(l)}a+=n*2}return Ur.subarray(0,o*n*2)}function Bg(t){let e=null,n=!1;for(let i of t)i&&(e?(n||(e=[[e[0][0],e[0][1]],[e[1][0],e[1][1]]],n=!0),e[0][0]=Math.min(e[0][0],i[0][0]),e[0][1]=Math.min(e[0][1],i[0][1]),e[1][0]=Math.max(e[1][0],i[1][0]),e[1][1]=Math.max(e[1][1],i[1][1])):e=i);return e}var nS=Math.PI/180,iS=Ti(),Ug=[0,0,0],rS={unitsPerMeter:[1,1,1],metersPerUnit:[1,1,1]};function oS({width:t,height:e,orthographic:n,fovyRadians:i,focalDistance:r,padding:o,near:s,far:a}){let c=t/e,l=n?new we().orthographic({fovy:i,aspect:c,focalDistance:r,near:s,far:a}):new we().perspective({fovy:i,aspect:c,near:s,far:a});if(o){let{left:f=0,right:u=0,top:d=0,bottom:h=0}=o,p=ke((f+t-u)/2,0,t)-t/2,m=ke((d+e-h)/2,0,e)-e/2;l[8]-=p*2/t,l[9]+=m*2/e}return l}var Sa=class t{constructor(e={}){this._frustumPlanes={},this.id=e.id||this.constructor.displayName||"viewport",this.x=e.x||0,this.y=e.y||0,this.width=e.width||1,this.height=e.height||1,this.zoom=e.zoom||0,this.padding=e.padding,this.distanceScales=e.distanceScales||rS,this.focalDistance=e.focalDistance||1,this.position=e.position||Ug,this.modelMatrix=e.modelMatrix||null;let{longitude:n,latitude:i}=e;this.isGeospatial=Number.isFinite(i)&&Number.isFinite(n),this._initProps(e),this._initMatrices(e),this.equals=this.equals.bind(this),this.project=this.project.bind(this),this.unproject=this.unproject.bind(this),this.projectPosition=this.projectPosition.bind(this),this.unprojectPosition=this.unprojectPosition.bind(this),this.projectFlat=this.projectFlat.bind(this),this.unprojectFlat=this.unprojectFlat.bind(this)}get subViewports(){return null}get metersPerPixel(){return this.distanceScales.metersPerUnit[2]/this.scale}get projectionMode(){return this.isGeospatial?this.zoom<12?me.WEB_MERCATOR:me.WEB_MERCATOR_AUTO_OFFSET:me.IDENTITY}equals(e){return e instanceof t?this===e?!0:e.width===this.width&&e.height===this.height&&e.scale===this.scale&&e.projectionMode===this.projectionMode&&e.resolution===this.resolution&&Pt(e.distanceScales.unitsPerMeter,this.distanceScales.unitsPerMeter)&&Pt(e.projectionMatrix,this.projectionMatrix)&&Pt(e.viewMatrix,this.viewMatrix):!1}project(e,{topLeft:n=!0}={}){let i=this.projectPosition(e),r=jt(i,this.pixelProjectionMatrix),[o,s]=r,a=n?s:this.height-s;return e.length===2?[o,a]:[o,a,r[2]]}unproject(e,{topLeft:n=!0,targetZ:i}={}){let[r,o,s]=e,a=n?o:this.height-o,c=i&&i*this.distanceScales.unitsPerMeter[2],l=Tt([r,a,s],this.pixelUnprojectionMatrix,c),[f,u,d]=this.unprojectPosition(l);return Number.isFinite(s)?[f,u,d]:Number.isFinite(i)?[f,u,i]:[f,u]}projectPosition(e){let[n,i]=this.projectFlat(e),r=(e[2]||0)*this.distanceScales.unitsPerMeter[2];return[n,i,r]}unprojectPosition(e){let[n,i]=this.unprojectFlat(e),r=(e[2]||0)*this.distanceScales.metersPerUnit[2];return[n,i,r]}projectFlat(e){if(this.isGeospatial){let n=Me(e);return n[1]=ke(n[1],-318,830),n}return e}unprojectFlat(e){return this.isGeospatial?Ee(e):e}getBounds(e={}){let n={targetZ:e.z||0},i=this.unproject([0,0],n),r=this.unproject([this.width,0],n),o=this.unproject([0,this.height],n),s=this.unproject([this.width,this.height],n);return[Math.min(i[0],r[0],o[0],s[0]),Math.min(i[1],r[1],o[1],s[1]),Math.max(i[0],r[0],o[0],s[0]),Math.max(i[1],r[1],o[1],s[1])]}getDistanceScales(e){return e&&this.isGeospatial?On({longitude:e[0],latitude:e[1],highPrecision:!0}):this.distanceScales}containsPixel({x:e,y:n,width:i=1,height:r=1}){return e<this.x+this.width&&this.x<e+i&&n<this.y+this.height&&this.y<n+r}getFrustumPlanes(){return this._frustumPlanes.near?this._frustumPlanes:(Object.assign(this._frustumPlanes,Ng(this.viewProjectionMatrix)),this._frustumPlanes)}panByPosition(e,n,i){return null}_initProps(e){let n=e.longitude,i=e.latitude;this.isGeospatial&&(Number.isFinite(e.zoom)||(this.zoom=$f({latitude:i})+Math.log2(this.focalDistance)),this.distanceScales=e.distanceScales||On({latitude:i,longitude:n}));let r=Math.pow(2,this.zoom);this.scale=r;let{position:o,modelMatrix:s}=e,a=Ug;if(o&&(a=s?new we(s).transformAsVector(o,[]):o),this.isGeospatial){let c=this.projectPosition([n,i,0]);this.center=new Ce(a).scale(this.distanceScales.unitsPerMeter).add(c)}else this.center=this.projectPosition(a)}_initMatrices(e){let{viewMatrix:n=iS,projectionMatrix:i=null,orthographic:r=!1,fovyRadians:o,fovy:s=75,near:a=.1,far:c=1e3,padding:l=null,focalDistance:f=1}=e;this.viewMatrixUncentered=n,this.viewMatrix=new we().multiplyRight(n).translate(new Ce(this.center).negate()),this.projectionMatrix=i||oS({width:this.width,height:this.height,orthographic:r,fovyRadians:o||s*nS,focalDistance:f,padding:l,near:a,far:c});let u=Ti();Y.multiply(u,u,this.projectionMatrix),Y.multiply(u,u,this.viewMatrix),this.viewProjectionMatrix=u,this.viewMatrixInverse=Y.invert([],this.viewMatrix)||this.viewMatrix,this.cameraPosition=zg(this.viewMatrixInverse);let d=Ti(),h=Ti();Y.scale(d,d,[this.width/2,-this.height/2,1]),Y.translate(d,d,[1,-1,0]),Y.multiply(h,d,this.viewProjectionMatrix),this.pixelProjectionMatrix=h,this.pixelUnprojectionMatrix=Y.invert(Ti(),this.pixelProjectionMatrix),this.pixelUnprojectionMatrix||D.warn("Pixel project matrix not invertible")()}};Sa.displayName="Viewport";var Ma=Sa;var Ea=class t extends Ma{constructor(e={}){let{latitude:n=0,longitude:i=0,zoom:r=0,pitch:o=0,bearing:s=0,nearZMultiplier:a=.1,farZMultiplier:c=1.01,nearZ:l,farZ:f,orthographic:u=!1,projectionMatrix:d,repeat:h=!1,worldOffset:p=0,position:m,padding:g,legacyMeterSizes:x=!1}=e,{width:b,height:v,altitude:y=1.5}=e,w=Math.pow(2,r);b=b||1,v=v||1;let _,M=null;if(d)y=d[5]/2,_=Ut(y);else{e.fovy?(_=e.fovy,y=Ci(_)):_=Ut(y);let S;if(g){let{top:C=0,bottom:L=0}=g;S=[0,ke((C+v-L)/2,0,v)-v/2]}M=wa({width:b,height:v,scale:w,center:m&&[0,0,m[2]*Or(n)],offset:S,pitch:o,fovy:_,nearZMultiplier:a,farZMultiplier:c}),Number.isFinite(l)&&(M.near=l),Number.isFinite(f)&&(M.far=f)}let P=Rr({height:v,pitch:o,bearing:s,scale:w,altitude:y});p&&(P=new we().translate([512*p,0,0]).multiplyLeft(P)),super({...e,width:b,height:v,viewMatrix:P,longitude:i,latitude:n,zoom:r,...M,fovy:_,focalDistance:y}),this.latitude=n,this.longitude=i,this.zoom=r,this.pitch=o,this.bearing=s,this.altitude=y,this.fovy=_,this.orthographic=u,this._subViewports=h?[]:null,this._pseudoMeters=x,Object.freeze(this)}get subViewports(){if(this._subViewports&&!this._subViewports.length){let e=this.getBounds(),n=Math.floor((e[0]+180)/360),i=Math.ceil((e[2]-180)/360);for(let r=n;r<=i;r++){let o=r?new t({...this,worldOffset:r}):this;this._subViewports.push(o)}}return this._subViewports}equals(e){return e instanceof t&&e._pseudoMeters===this._pseudoMeters&&super.equals(e)}projectPosition(e){if(this._pseudoMeters)return super.projectPosition(e);let[n,i]=this.projectFlat(e),r=(e[2]||0)*Or(e[1]);return[n,i,r]}unprojectPosition(e){if(this._pseudoMeters)return super.unprojectPosition(e);let[n,i]=this.unprojectFlat(e),r=(e[2]||0)/Or(i);return[n,i,r]}addMetersToLngLat(e,n){return kr(e,n)}panByPosition(e,n,i){let r=Tt(n,this.pixelUnprojectionMatrix),o=this.projectFlat(e),s=Re.add([],o,Re.negate([],r)),a=Re.add([],this.center,s),[c,l]=this.unprojectFlat(a);return{longitude:c,latitude:l}}panByPosition3D(e,n){let i=e[2]||0,r=Re.sub([],e,this.unproject(n,{targetZ:i}));return{longitude:this.longitude+r[0],latitude:this.latitude+r[1]}}getBounds(e={}){let n=Dr(this,e.z||0);return[Math.min(n[0][0],n[1][0],n[2][0],n[3][0]),Math.min(n[0][1],n[1][1],n[2][1],n[3][1]),Math.max(n[0][0],n[1][0],n[2][0],n[3][0]),Math.max(n[0][1],n[1][1],n[2][1],n[3][1])]}fitBounds(e,n={}){let{width:i,height:r}=this,{longitude:o,latitude:s,zoom:a}=kn({width:i,height:r,bounds:e,...n});return new t({width:i,height:r,longitude:o,latitude:s,zoom:a})}};Ea.displayName="WebMercatorViewport";var Rn=Ea;var jg=[0,0,0];function Xf(t,e,n=!1){let i=e.projectPosition(t);if(n&&e instanceof Rn){let[r,o,s=0]=t,a=e.getDistanceScales([r,o]);i[2]=s*a.unitsPerMeter[2]}return i}function sS(t){let{viewport:e,modelMatrix:n,coordinateOrigin:i}=t,{coordinateSystem:r,fromCoordinateSystem:o,fromCoordinateOrigin:s}=t;return r==="default"&&(r=e.isGeospatial?"lnglat":"cartesian"),o===void 0?o=r:o==="default"&&(o=e.isGeospatial?"lnglat":"cartesian"),s===void 0&&(s=i),{viewport:e,coordinateSystem:r,coordinateOrigin:i,modelMatrix:n,fromCoordinateSystem:o,fromCoordinateOrigin:s}}function Ta(t,{viewport:e,modelMatrix:n,coordinateSystem:i,coordinateOrigin:r,offsetMode:o}){let[s,a,c=0]=t;switch(n&&([s,a,c]=St.transformMat4([],[s,a,c,1],n)),i){case"default":return Ta(t,{viewport:e,modelMatrix:n,coordinateSystem:e.isGeospatial?"lnglat":"cartesian",coordinateOrigin:r,offsetMode:o});case"lnglat":return Xf([s,a,c],e,o);case"lnglat-offsets":return Xf([s+r[0],a+r[1],c+(r[2]||0)],e,o);case"meter-offsets":return Xf(kr(r,[s,a,c]),e,o);case"cartesian":return e.isGeospatial?[s+r[0],a+r[1],c+r[2]]:e.projectPosition([s,a,c]);default:throw new Error(`Invalid coordinateSystem: ${i}`)}}function Vg(t,e){let{viewport:n,coordinateSystem:i,coordinateOrigin:r,modelMatrix:o,fromCoordinateSystem:s,fromCoordinateOrigin:a}=sS(e),{autoOffset:c=!0}=e,{geospatialOrigin:l=jg,shaderCoordinateOrigin:f=jg,offsetMode:u=!1}=c?jf(n,i,r):{},d=Ta(t,{viewport:n,modelMatrix:o,coordinateSystem:s,coordinateOrigin:a,offsetMode:u});if(u){let h=n.projectPosition(l||f);Nt.sub(d,d,h)}return d}var aS={blendColorOperation:"add",blendColorSrcFactor:"one",blendColorDstFactor:"zero",blendAlphaOperation:"add",blendAlphaSrcFactor:"constant",blendAlphaDstFactor:"zero"},Dn=class extends Vt{constructor(){super(...arguments),this._colorEncoderState=null}render(e){return"pickingFBO"in e?this._drawPickingBuffer(e):{decodePickingColor:null,stats:super._render(e)}}_drawPickingBuffer({layers:e,layerFilter:n,views:i,viewports:r,onViewportActive:o,pickingFBO:s,deviceRect:{x:a,y:c,width:l,height:f},cullRect:u,effects:d,pass:h="picking",pickZ:p,canvasContext:m,shaderModuleProps:g,clearColor:x}){this.pickZ=p;let b=this._resetColorEncoder(p),v=[a,c,l,f],y=super._render({target:s,layers:e,layerFilter:n,views:i,viewports:r,onViewportActive:o,cullRect:u,effects:d?.filter(_=>_.useInPicking),pass:h,canvasContext:m,isPicking:!0,shaderModuleProps:g,clearColor:x??[0,0,0,0],colorMask:15,scissorRect:v});return this._colorEncoderState=null,{decodePickingColor:b&&cS.bind(null,b),stats:y}}shouldDrawLayer(e){let{pickable:n,operation:i}=e.props;return n&&i.includes("draw")||i.includes("terrain")||i.includes("mask")}getShaderModuleProps(e,n,i){return{picking:{isActive:1,isAttribute:this.pickZ,disabledPickingIndices:e.internalState?.disabledPickingIndices},lighting:{enabled:!1}}}getLayerParameters(e,n,i){let r={...e.props.parameters},{pickable:o,operation:s}=e.props;return this._colorEncoderState?o&&s.includes("draw")?(Object.assign(r,aS),r.blend=!0,this.device.type==="webgpu"?r.blendConstant=Gg(this._colorEncoderState,e,i):r.blendColor=Gg(this._colorEncoderState,e,i),s.includes("terrain")&&e.state?._hasPickingCover&&(r.blendAlphaSrcFactor="one")):s.includes("terrain")&&(r.blend=!1):r.blend=!1,r}_resetColorEncoder(e){return this._colorEncoderState=e?null:{byLayer:new Map,byAlpha:[]},this._colorEncoderState}};function Gg(t,e,n){let{byLayer:i,byAlpha:r}=t,o,s=i.get(e);return s?(s.viewports.push(n),o=s.a):(o=i.size+1,o<=255?(s={a:o,layer:e,viewports:[n]},i.set(e,s),r[o]=s):(D.warn("Too many pickable layers, only picking the first 255")(),o=0)),[0,0,0,o/255]}function cS(t,e){let n=t.byAlpha[e[3]];return n&&{pickedLayer:n.layer,pickedViewports:n.viewports,pickedObjectIndex:n.layer.decodePickingColor(e)}}var dn={NO_STATE:"Awaiting state",MATCHED:"Matched. State transferred from previous layer",INITIALIZED:"Initialized",AWAITING_GC:"Discarded. Awaiting garbage collection",AWAITING_FINALIZATION:"No longer matched. Awaiting garbage collection",FINALIZED:"Finalized! Awaiting garbage collection"},Ai=Symbol.for("component"),Qe=Symbol.for("propTypes"),La=Symbol.for("deprecatedProps"),Gt=Symbol.for("asyncPropDefaults"),Lt=Symbol.for("asyncPropOriginal"),ft=Symbol.for("asyncPropResolved");function Ii(t,e=()=>!0){return Array.isArray(t)?Wg(t,e,[]):e(t)?[t]:[]}function Wg(t,e,n){let i=-1;for(;++i<t.length;){let r=t[i];Array.isArray(r)?Wg(r,e,n):e(r)&&n.push(r)}return n}function $g({target:t,source:e,start:n=0,count:i=1}){let r=e.length,o=i*r,s=0;for(let a=n;s<r;s++)t[a++]=e[s];for(;s<o;)s<o-s?(t.copyWithin(n+s,n,n+s),s*=2):(t.copyWithin(n+s,n,n+o-s),s=o);return t}var jr=class{constructor(e,n,i){this._loadCount=0,this._subscribers=new Set,this.id=e,this.context=i,this.setData(n)}subscribe(e){this._subscribers.add(e)}unsubscribe(e){this._subscribers.delete(e)}inUse(){return this._subscribers.size>0}delete(){}getData(){return this.isLoaded?this._error?Promise.reject(this._error):this._content:this._loader.then(()=>this.getData())}setData(e,n){if(e===this._data&&!n)return;this._data=e;let i=++this._loadCount,r=e;typeof e=="string"&&(r=ln(e)),r instanceof Promise?(this.isLoaded=!1,this._loader=r.then(o=>{this._loadCount===i&&(this.isLoaded=!0,this._error=void 0,this._content=o)}).catch(o=>{this._loadCount===i&&(this.isLoaded=!0,this._error=o||!0)})):(this.isLoaded=!0,this._error=void 0,this._content=e);for(let o of this._subscribers)o.onChange(this.getData())}};var Vr=class{constructor(e){this.protocol=e.protocol||"resource://",this._context={device:e.device,gl:e.device?.gl,resourceManager:this},this._resources={},this._consumers={},this._pruneRequest=null}contains(e){return e.startsWith(this.protocol)?!0:e in this._resources}add({resourceId:e,data:n,forceUpdate:i=!1,persistent:r=!0}){let o=this._resources[e];o?o.setData(n,i):(o=new jr(e,n,this._context),this._resources[e]=o),o.persistent=r}remove(e){let n=this._resources[e];n&&(n.delete(),delete this._resources[e])}unsubscribe({consumerId:e}){let n=this._consumers[e];if(n){for(let i in n){let r=n[i],o=this._resources[r.resourceId];o&&o.unsubscribe(r)}delete this._consumers[e],this.prune()}}subscribe({resourceId:e,onChange:n,consumerId:i,requestId:r="default"}){let{_resources:o,protocol:s}=this;e.startsWith(s)&&(e=e.replace(s,""),o[e]||this.add({resourceId:e,data:null,persistent:!1}));let a=o[e];if(this._track(i,r,a,n),a)return a.getData()}prune(){this._pruneRequest||(this._pruneRequest=setTimeout(()=>this._prune(),0))}finalize(){for(let e in this._resources)this._resources[e].delete()}_track(e,n,i,r){let o=this._consumers,s=o[e]=o[e]||{},a=s[n],c=a&&a.resourceId&&this._resources[a.resourceId];c&&(c.unsubscribe(a),this.prune()),i&&(a?(a.onChange=r,a.resourceId=i.id):a={onChange:r,resourceId:i.id},s[n]=a,i.subscribe(a))}_prune(){this._pruneRequest=null;for(let e of Object.keys(this._resources)){let n=this._resources[e];!n.persistent&&!n.inUse()&&(n.delete(),delete this._resources[e])}}};var lS="layerManager.setLayers",fS="layerManager.activateViewport",Gr=class{constructor(e,n){this._lastRenderedLayers=[],this._needsRedraw=!1,this._needsUpdate=!1,this._nextLayers=null,this._debug=!1,this._defaultShaderModulesChanged=!1,this.activateViewport=a=>{te(fS,this,a),a&&(this.context.viewport=a)};let{deck:i,stats:r,viewport:o,timeline:s}=n||{};this.layers=[],this.resourceManager=new Vr({device:e,protocol:"deck://"}),this.context={mousePosition:null,userData:{},layerManager:this,device:e,gl:e?.gl,deck:i,shaderAssembler:Og(e?.info?.shadingLanguage||"glsl"),defaultShaderModules:[Lf],renderPass:void 0,stats:r||new Ds({id:"deck.gl"}),viewport:o||new Ma({id:"DEFAULT-INITIAL-VIEWPORT"}),timeline:s||new zs,resourceManager:this.resourceManager,onError:void 0},Object.seal(this)}finalize(){this.resourceManager.finalize();for(let e of this.layers)this._finalizeLayer(e)}needsRedraw(e={clearRedrawFlags:!1}){let n=this._needsRedraw;e.clearRedrawFlags&&(this._needsRedraw=!1);for(let i of this.layers){let r=i.getNeedsRedraw(e);n=n||r}return n}needsUpdate(){return this._nextLayers&&this._nextLayers!==this._lastRenderedLayers?"layers changed":this._defaultShaderModulesChanged?"shader modules changed":this._needsUpdate}setNeedsRedraw(e){this._needsRedraw=this._needsRedraw||e}setNeedsUpdate(e){this._needsUpdate=this._needsUpdate||e}getLayers({layerIds:e}={}){return e?this.layers.filter(n=>e.find(i=>n.id.indexOf(i)===0)):this.layers}setProps(e){"debug"in e&&(this._debug=e.debug),"userData"in e&&(this.context.userData=e.userData),"layers"in e&&(this._nextLayers=e.layers),"onError"in e&&(this.context.onError=e.onError)}setLayers(e,n){te(lS,this,n,e),this._lastRenderedLayers=e;let i=Ii(e,Boolean);for(let r of i)r.context=this.context;this._updateLayers(this.layers,i)}updateLayers(){let e=this.needsUpdate();e&&(this.setNeedsRedraw(`updating layers: ${e}`),this.setLayers(this._nextLayers||this._lastRenderedLayers,e)),this._nextLayers=null}addDefaultShaderModule(e){let{defaultShaderModules:n}=this.context;n.find(i=>i.name===e.name)||(n.push(e),this._defaultShaderModulesChanged=!0)}removeDefaultShaderModule(e){let{defaultShaderModules:n}=this.context,i=n.findIndex(r=>r.name===e.name);i>=0&&(n.splice(i,1),this._defaultShaderModulesChanged=!0)}_handleError(e,n,i){i.raiseError(n,`${e} of ${i}`)}_updateLayers(e,n){let i={};for(let s of e)i[s.id]?D.warn(`Multiple old layers with same id ${s.id}`)():i[s.id]=s;if(this._defaultShaderModulesChanged){for(let s of e)s.setNeedsUpdate(),s.setChangeFlags({extensionsChanged:!0});this._defaultShaderModulesChanged=!1}let r=[];this._updateSublayersRecursively(n,i,r),this._finalizeOldLayers(i);let o=!1;for(let s of r)if(s.hasUniformTransition()){o=`Uniform transition in ${s}`;break}this._needsUpdate=o,this.layers=r}_updateSublayersRecursively(e,n,i){for(let r of e){r.context=this.context;let o=n[r.id];o===null&&D.warn(`Multiple new layers with same id ${r.id}`)(),n[r.id]=null;let s=null;try{this._debug&&o!==r&&r.validateProps(),o?(this._transferLayerState(o,r),this._updateLayer(r)):this._initializeLayer(r),i.push(r),s=r.isComposite?r.getSubLayers():null}catch(a){this._handleError("matching",a,r)}s&&this._updateSublayersRecursively(s,n,i)}}_finalizeOldLayers(e){for(let n in e){let i=e[n];i&&this._finalizeLayer(i)}}_initializeLayer(e){try{e._initialize(),e.lifecycle=dn.INITIALIZED}catch(n){this._handleError("initialization",n,e)}}_transferLayerState(e,n){n._transferState(e),n.lifecycle=dn.MATCHED,n!==e&&(e.lifecycle=dn.AWAITING_GC)}_updateLayer(e){try{e._update()}catch(n){this._handleError("update",n,e)}}_finalizeLayer(e){this._needsRedraw=this._needsRedraw||`finalized ${e}`,e.lifecycle=dn.AWAITING_FINALIZATION;try{e._finalize(),e.lifecycle=dn.FINALIZED}catch(n){this._handleError("finalization",n,e)}}};function ie(t,e,n){if(t===e)return!0;if(!n||!t||!e)return!1;if(Array.isArray(t)){if(!Array.isArray(e)||t.length!==e.length)return!1;for(let i=0;i<t.length;i++)if(!ie(t[i],e[i],n-1))return!1;return!0}if(Array.isArray(e))return!1;if(typeof t=="object"&&typeof e=="object"){let i=Object.keys(t),r=Object.keys(e);if(i.length!==r.length)return!1;for(let o of i)if(!e.hasOwnProperty(o)||!ie(t[o],e[o],n-1))return!1;return!0}return!1}var hn="default-canvas",Wr=class{constructor(e){this.views=[],this.width=100,this.height=100,this.viewState={},this.controllers={},this.timeline=e.timeline,this._viewports=[],this._viewportMap={},this._isUpdating=!1,this._needsRedraw="First render",this._needsUpdate="Initialize",this._eventManager=e.eventManager,this._eventManagers=e.eventManagers||{},this._viewEventManagers={},this._eventCallbacks={onViewStateChange:e.onViewStateChange,onInteractionStateChange:e.onInteractionStateChange},this._pickPosition=e.pickPosition,this._getCanvasContext=e.getCanvasContext,Object.seal(this),this.setProps(e)}finalize(){for(let e in this.controllers){let n=this.controllers[e];n&&n.finalize()}this.controllers={}}needsRedraw(e={clearRedrawFlags:!1}){let n=this._needsRedraw;return e.clearRedrawFlags&&(this._needsRedraw=!1),n}setNeedsUpdate(e){this._needsUpdate=this._needsUpdate||e,this._needsRedraw=this._needsRedraw||e}updateViewStates(){for(let e in this.controllers){let n=this.controllers[e];n&&n.updateTransition()}}getViewports(e){return e?this._viewports.filter(n=>{let i=!e.canvasId||this.getCanvasId(n.id)===e.canvasId,r=!("x"in e)||n.containsPixel(e);return i&&r}):this._viewports}getViews(){let e={};return this.views.forEach(n=>{e[n.id]=n}),e}getView(e){return this.views.find(n=>n.id===e)}getViewState(e){let n=typeof e=="string"?this.getView(e):e,i=n&&this.viewState[n.getViewStateId()]||this.viewState;return n?n.filterViewState(i):i}getViewport(e){return this._viewportMap[e]}getCanvasId(e){let n=typeof e=="string"?this.getView(e):e;return n?this._viewEventManagers[n.id]?.canvasId||this._getCanvasIdFromView(n):void 0}unproject(e,n){let i=this.getViewports(),r={x:e[0],y:e[1]};for(let o=i.length-1;o>=0;--o){let s=i[o];if(s.containsPixel(r)){let a=e.slice();return a[0]-=s.x,a[1]-=s.y,s.unproject(a,n)}}return null}setProps(e){e.views&&this._setViews(e.views),e.viewState&&this._setViewState(e.viewState),("width"in e||"height"in e)&&this._setSize(e.width,e.height),"pickPosition"in e&&(this._pickPosition=e.pickPosition),"eventManagers"in e&&this._setEventManagers(e.eventManagers||{}),this._isUpdating||this._update()}_update(){this._isUpdating=!0,this._needsUpdate&&(this._needsUpdate=!1,this._rebuildViewports()),this._needsUpdate&&(this._needsUpdate=!1,this._rebuildViewports()),this._isUpdating=!1}_setSize(e,n){(e!==this.width||n!==this.height)&&(this.width=e,this.height=n,this.setNeedsUpdate("Size changed"))}_setViews(e){e=Ii(e,Boolean),this._diffViews(e,this.views)&&this.setNeedsUpdate("views changed"),this.views=e}_setViewState(e){e?(!ie(e,this.viewState,3)&&this.setNeedsUpdate("viewState changed"),this.viewState=e):D.warn("missing `viewState` or `initialViewState`")()}_setEventManagers(e){this._eventManagers!==e&&(this._eventManagers=e,this.setNeedsUpdate("eventManagers changed"))}_getCanvasIdFromView(e){return e.props.canvasId||this._getCanvasContext?.(e.id)?.id||hn}_getCanvasDimensions(e){let n=this._getCanvasContext?.(e.id),[i,r]=n?.getCSSSize()||[this.width,this.height];return{width:i,height:r}}_getViewEventManager(e){let n=this.getCanvasId(e)||hn;return{canvasId:n,eventManager:this._eventManagers[n]||this._eventManager}}_startViewportRebuild(){let e=this.controllers,n=this._viewEventManagers;return this._viewports=[],this.controllers={},this._viewEventManagers={},{oldControllers:e,oldViewEventManagers:n}}_getReusableController(e,n,i){return e&&(n?.canvasId!==i.canvasId||n?.eventManager!==i.eventManager)?(e.finalize(),null):e}_createController(e,n){let i=n.type;return new i({timeline:this.timeline,eventManager:this._getViewEventManager(e).eventManager,onViewStateChange:this._eventCallbacks.onViewStateChange,onStateChange:this._eventCallbacks.onInteractionStateChange,makeViewport:o=>this.getView(e.id)?.makeViewport({viewState:o,...this._getCanvasDimensions(e)}),pickPosition:(o,s)=>this._pickPosition?.(o,s,e.id)})}_updateController(e,n,i,r){let o=e.controller;if(o&&i){let s={...n,...o,id:e.id,x:i.x,y:i.y,width:i.width,height:i.height};return(!r||r.constructor!==o.type)&&(r=this._createController(e,s)),r&&r.setProps(s),r}return null}_rebuildViewports(){let{views:e}=this,{oldControllers:n,oldViewEventManagers:i}=this._startViewportRebuild(),r=!1;for(let o=e.length;o--;){let s=e[o],{width:a,height:c}=this._getCanvasDimensions(s),l=this._getViewEventManager(s);this._viewEventManagers[s.id]=l;let f=this.getViewState(s),u=s.makeViewport({viewState:f,width:a,height:c}),d=this._getReusableController(n[s.id],i[s.id],l),h=!!s.controller;h&&!d&&(r=!0),(r||!h)&&d&&(d.finalize(),d=null),this.controllers[s.id]=this._updateController(s,f,u,d),u&&this._viewports.unshift(u)}for(let o in n){let s=n[o];s&&!this.controllers[o]&&s.finalize()}this._buildViewportMap()}_buildViewportMap(){this._viewportMap={},this._viewports.forEach(e=>{e.id&&(this._viewportMap[e.id]=this._viewportMap[e.id]||e)})}_diffViews(e,n){return e.length!==n.length?!0:e.some((i,r)=>!e[r].equals(n[r]))}};var uS=/^(?:\d+\.?\d*|\.\d+)$/;function ze(t){switch(typeof t){case"number":if(!Number.isFinite(t))throw new Error(`Could not parse position string ${t}`);return{type:"literal",value:t};case"string":try{let e=dS(t);return new Jf(e).parseExpression()}catch(e){let n=e instanceof Error?e.message:String(e);throw new Error(`Could not parse position string ${t}: ${n}`)}default:throw new Error(`Could not parse position string ${t}`)}}function Kf(t,e){switch(t.type){case"literal":return t.value;case"percentage":return Math.round(t.value*e);case"binary":let n=Kf(t.left,e),i=Kf(t.right,e);return t.operator==="+"?n+i:n-i;default:throw new Error("Unknown layout expression type")}}function Ne(t,e){return Kf(t,e)}function dS(t){let e=[],n=0;for(;n<t.length;){let i=t[n];if(/\s/.test(i)){n++;continue}if(i==="+"||i==="-"||i==="("||i===")"||i==="%"){e.push({type:"symbol",value:i}),n++;continue}if(Yg(i)||i==="."){let r=n,o=i===".";for(n++;n<t.length;){let a=t[n];if(Yg(a)){n++;continue}if(a==="."&&!o){o=!0,n++;continue}break}let s=t.slice(r,n);if(!uS.test(s))throw new Error("Invalid number token");e.push({type:"number",value:parseFloat(s)});continue}if(Hg(i)){let r=n;for(;n<t.length&&Hg(t[n]);)n++;let o=t.slice(r,n).toLowerCase();e.push({type:"word",value:o});continue}throw new Error("Invalid token in position string")}return e}var Jf=class{constructor(e){this.index=0,this.tokens=e}parseExpression(){let e=this.parseBinaryExpression();if(this.index<this.tokens.length)throw new Error("Unexpected token at end of expression");return e}parseBinaryExpression(){let e=this.parseFactor(),n=this.peek();for(;hS(n);){this.index++;let i=this.parseFactor();e={type:"binary",operator:n.value,left:e,right:i},n=this.peek()}return e}parseFactor(){let e=this.peek();if(!e)throw new Error("Unexpected end of expression");if(e.type==="symbol"&&e.value==="+")return this.index++,this.parseFactor();if(e.type==="symbol"&&e.value==="-"){this.index++;let n=this.parseFactor();return{type:"binary",operator:"-",left:{type:"literal",value:0},right:n}}if(e.type==="symbol"&&e.value==="("){this.index++;let n=this.parseBinaryExpression();if(!this.consumeSymbol(")"))throw new Error("Missing closing parenthesis");return n}if(e.type==="word"&&e.value==="calc"){if(this.index++,!this.consumeSymbol("("))throw new Error("Missing opening parenthesis after calc");let n=this.parseBinaryExpression();if(!this.consumeSymbol(")"))throw new Error("Missing closing parenthesis");return n}if(e.type==="number"){this.index++;let n=e.value,i=this.peek();return i&&i.type==="symbol"&&i.value==="%"?(this.index++,{type:"percentage",value:n/100}):i&&i.type==="word"&&i.value==="px"?(this.index++,{type:"literal",value:n}):{type:"literal",value:n}}throw new Error("Unexpected token in expression")}consumeSymbol(e){let n=this.peek();return n&&n.type==="symbol"&&n.value===e?(this.index++,!0):!1}peek(){return this.tokens[this.index]||null}};function Yg(t){return t>="0"&&t<="9"}function Hg(t){return t>="a"&&t<="z"||t>="A"&&t<="Z"}function hS(t){return!!(t&&t.type==="symbol"&&(t.value==="+"||t.value==="-"))}function qg(t,e){let n={...t};for(let i in e)i!=="id"&&(Array.isArray(n[i])&&Array.isArray(e[i])?n[i]=pS(n[i],e[i]):n[i]=e[i]);return n}function pS(t,e){t=t.slice();for(let n=0;n<e.length;n++){let i=e[n];Number.isFinite(i)&&(t[n]=i)}return t}var $r=class{constructor(e){let{id:n,x:i=0,y:r=0,width:o="100%",height:s="100%",padding:a=null}=e;this.id=n||this.constructor.displayName||"view",this.props={...e,id:this.id},this._x=ze(i),this._y=ze(r),this._width=ze(o),this._height=ze(s),this._padding=a&&{left:ze(a.left||0),right:ze(a.right||0),top:ze(a.top||0),bottom:ze(a.bottom||0)},this.equals=this.equals.bind(this),Object.seal(this)}equals(e){return this===e?!0:this.constructor===e.constructor&&ie(this.props,e.props,2)}clone(e){let n=this.constructor;return new n({...this.props,...e})}makeViewport({width:e,height:n,viewState:i}){i=this.filterViewState(i);let r=this.getDimensions({width:e,height:n});if(!r.height||!r.width)return null;let o=this.getViewportType(i);return new o({...i,...this.props,...r})}getViewStateId(){let{viewState:e}=this.props;return typeof e=="string"?e:e?.id||this.id}filterViewState(e){return this.props.viewState&&typeof this.props.viewState=="object"?this.props.viewState.id?qg(e,this.props.viewState):this.props.viewState:e}getDimensions({width:e,height:n}){let i={x:Ne(this._x,e),y:Ne(this._y,n),width:Ne(this._width,e),height:Ne(this._height,n)};return this._padding&&(i.padding={left:Ne(this._padding.left,e),top:Ne(this._padding.top,n),right:Ne(this._padding.right,e),bottom:Ne(this._padding.bottom,n)}),i}get controller(){let e=this.props.controller;return e?e===!0?{type:this.ControllerType}:typeof e=="function"?{type:e}:{type:this.ControllerType,...e}:null}};var ut=class{constructor(e){this._inProgress=!1,this._handle=null,this.time=0,this.settings={duration:0},this._timeline=e}get inProgress(){return this._inProgress}start(e){this.cancel(),this.settings=e,this._inProgress=!0,this.settings.onStart?.(this)}end(){this._inProgress&&(this._timeline.removeChannel(this._handle),this._handle=null,this._inProgress=!1,this.settings.onEnd?.(this))}cancel(){this._inProgress&&(this.settings.onInterrupt?.(this),this._timeline.removeChannel(this._handle),this._handle=null,this._inProgress=!1)}update(){if(!this._inProgress)return!1;if(this._handle===null){let{_timeline:e,settings:n}=this;this._handle=e.addChannel({delay:e.getTime(),duration:n.duration})}return this.time=this._timeline.getTime(this._handle),this._onUpdate(),this.settings.onUpdate?.(this),this._timeline.isFinished(this._handle)&&this.end(),!0}_onUpdate(){}};var Zg=()=>{},Xg={mode:"preserve"},gS={mode:"hard"},Qf={BREAK:1,SNAP_TO_END:2,IGNORE:3},mS=t=>t,yS=Qf.BREAK,Yr=class{constructor(e){this._onTransitionUpdate=n=>{let{time:i,settings:{interpolator:r,startProps:o,endProps:s,duration:a,easing:c}}=n,l=c(i/a),f=r.interpolateProps(o,s,l);this.propsInTransition=this.getControllerState({...this.props,...f},Xg).getViewportProps(),this.onViewStateChange({viewState:this.propsInTransition,oldViewState:this.props})},this.getControllerState=e.getControllerState,this.propsInTransition=null,this.transition=new ut(e.timeline),this.onViewStateChange=e.onViewStateChange||Zg,this.onStateChange=e.onStateChange||Zg}finalize(){this.transition.cancel()}getViewportInTransition(){return this.propsInTransition}processViewStateChange(e){let n=!1,i=this.props;if(this.props=e,!i||this._shouldIgnoreViewportChange(i,e))return!1;if(this._isTransitionEnabled(e)){let r=i;if(this.transition.inProgress){let{interruption:o,endProps:s}=this.transition.settings;r={...i,...o===Qf.SNAP_TO_END?s:this.propsInTransition||i}}this._triggerTransition(r,e),n=!0}else this.transition.cancel();return n}updateTransition(){this.transition.update()}_isTransitionEnabled(e){let{transitionDuration:n,transitionInterpolator:i}=e;return(n>0||n==="auto")&&!!i}_isUpdateDueToCurrentTransition(e){return this.transition.inProgress&&this.propsInTransition?this.transition.settings.interpolator.arePropsEqual(e,this.propsInTransition):!1}_shouldIgnoreViewportChange(e,n){return this.transition.inProgress?this.transition.settings.interruption===Qf.IGNORE||this._isUpdateDueToCurrentTransition(n):this._isTransitionEnabled(n)?n.transitionInterpolator.arePropsEqual(e,n):!0}_triggerTransition(e,n){let i=this.getControllerState(e,Xg),r=this.getControllerState(n,gS).shortestPathFrom(i),o=n.transitionInterpolator,s=o.getDuration?o.getDuration(e,n):n.transitionDuration;if(s===0)return;let a=o.initializeProps(e,r);this.propsInTransition={};let c={duration:s,easing:n.transitionEasing||mS,interpolator:o,interruption:n.transitionInterruption||yS,startProps:a.start,endProps:a.end,onStart:n.onTransitionStart,onUpdate:this._onTransitionUpdate,onInterrupt:this._onTransitionEnd(n.onTransitionInterrupt),onEnd:this._onTransitionEnd(n.onTransitionEnd)};this.transition.start(c),this.onStateChange({inTransition:!0}),this.updateTransition()}_onTransitionEnd(e){return n=>{this.propsInTransition=null,this.onStateChange({inTransition:!1,isZooming:!1,isPanning:!1,isRotating:!1}),e?.(n)}}};function W(t,e){if(!t)throw new Error(e||"deck.gl: assertion failed.")}var Hr=class{constructor(e){let{compare:n,extract:i,required:r}=e;this._propsToCompare=n,this._propsToExtract=i||n,this._requiredProps=r}arePropsEqual(e,n){for(let i of this._propsToCompare)if(!(i in e)||!(i in n)||!Pt(e[i],n[i]))return!1;return!0}initializeProps(e,n){let i={},r={};for(let o of this._propsToExtract)(o in e||o in n)&&(i[o]=e[o],r[o]=n[o]);return this._checkRequiredProps(i),this._checkRequiredProps(r),{start:i,end:r}}getDuration(e,n){return n.transitionDuration}_checkRequiredProps(e){this._requiredProps&&this._requiredProps.forEach(n=>{let i=e[n];W(Number.isFinite(i)||Array.isArray(i),`${n} is required for transition`)})}};var xS=["longitude","latitude","zoom","bearing","pitch"],vS=["longitude","latitude","zoom"],Fn=class extends Hr{constructor(e={}){let n=Array.isArray(e)?e:e.transitionProps,i=Array.isArray(e)?{}:e;i.transitionProps=Array.isArray(n)?{compare:n,required:n}:n||{compare:xS,required:vS},super(i.transitionProps),this.opts=i}initializeProps(e,n){let i=super.initializeProps(e,n),{makeViewport:r,around:o}=this.opts;if(r&&o){let s=r(e),a=r(n),c=s.unproject(o);i.start.around=o,Object.assign(i.end,{around:a.project(c),aroundPosition:c,width:n.width,height:n.height})}return i}interpolateProps(e,n,i){let r={};for(let o of this._propsToExtract)r[o]=Mn(e[o]||0,n[o]||0,i);if(n.aroundPosition&&this.opts.makeViewport){let o=this.opts.makeViewport({...n,...r});Object.assign(r,o.panByPosition(n.aroundPosition,Mn(e.around,n.around,i)))}return r}};var At={transitionDuration:0},bS=300,wS=300,eu=t=>1-(1-t)*(1-t),_S=t=>t===1?1:1-Math.pow(2,-10*t),zn={WHEEL:["wheel"],PAN:["panstart","panmove","panend"],PINCH:["pinchstart","pinchmove","pinchend"],MULTI_PAN:["multipanstart","multipanmove","multipanend"],DOUBLE_CLICK:["dblclick"],DOUBLE_CLICK_DRAG:["dblclickdragstart","dblclickdragmove","dblclickdragend","dblclickdragcancel"],KEYBOARD:["keydown"]},Nn={},qr=class{constructor(e){this.state={},this._events={},this._interactionState={isDragging:!1},this._customEvents=[],this._eventStartBlocked=null,this._panMove=!1,this._multiPanMode=null,this._multiPanStartCenter=null,this._doubleClickDragAnchor=null,this._suppressDoubleClickUntil=0,this.invertPan=!1,this.dragMode="rotate",this.inertia=0,this.scrollZoom=!0,this.dragPan=!0,this.dragRotate=!0,this.doubleClickZoom=!0,this.doubleClickDragZoom=!0,this.touchZoom=!0,this.touchRotate=!1,this.multiTouchDrag=null,this.trackpadGesture=!1,this.zoomAround="pointer",this.keyboard=!0,this.transitionManager=new Yr({...e,getControllerState:(n,i)=>new this.ControllerState({...n,constraintContext:i,makeViewport:e.makeViewport}),onViewStateChange:this._onTransition.bind(this),onStateChange:this._setInteractionState.bind(this)}),this.handleEvent=this.handleEvent.bind(this),this.eventManager=e.eventManager,this.onViewStateChange=e.onViewStateChange||(()=>{}),this.onStateChange=e.onStateChange||(()=>{}),this.makeViewport=e.makeViewport,this.pickPosition=e.pickPosition}set events(e){this.toggleEvents(this._customEvents,!1),this.toggleEvents(e,!0),this._customEvents=e,this.props&&this.setProps(this.props)}finalize(){for(let e in this._events)this._events[e]&&this.eventManager?.off(e,this.handleEvent);this.transitionManager.finalize()}handleEvent(e){this._controllerState=void 0;let n=this._eventStartBlocked;switch(e.type){case"panstart":return n?!1:this._onPanStart(e);case"panmove":return this._onPan(e);case"panend":return this._onPanEnd(e);case"pinchstart":return n||!this._isTrackpadGestureAllowed(e)?!1:this._onPinchStart(e);case"pinchmove":return this._isTrackpadGestureAllowed(e)?this._onPinch(e):!1;case"pinchend":return this._isTrackpadGestureAllowed(e)?this._onPinchEnd(e):!1;case"multipanstart":return n?!1:this._onMultiPanStart(e);case"multipanmove":return this._onMultiPan(e);case"multipanend":return this._onMultiPanEnd(e);case"dblclick":return this._onDoubleClick(e);case"dblclickdragstart":return n?!1:this._onDoubleClickDragStart(e);case"dblclickdragmove":return this._onDoubleClickDrag(e);case"dblclickdragend":case"dblclickdragcancel":return this._onDoubleClickDragEnd(e);case"wheel":return this._onWheel(e);case"keydown":return this._onKeyDown(e);default:return!1}}get controllerState(){return this._controllerState=this._controllerState||new this.ControllerState({makeViewport:this.makeViewport,...this.props,...this.state}),this._controllerState}getCenter(e){let{x:n,y:i}=this.props,{offsetCenter:r}=e;return[r.x-n,r.y-i]}getZoomPosition(e){if(this.zoomAround==="pointer")return e;let n=this.makeViewport(this.controllerState.getViewportProps()),[i,r]=jt(n.center,n.pixelProjectionMatrix);return[i,r]}isPointInBounds(e,n){let{width:i,height:r}=this.props;if(n&&n.handled)return!1;let o=e[0]>=0&&e[0]<=i&&e[1]>=0&&e[1]<=r;return o&&n&&n.stopPropagation(),o}isFunctionKeyPressed(e){let{srcEvent:n}=e;return!!(n.metaKey||n.altKey||n.ctrlKey||n.shiftKey)}isDragging(){return this._interactionState.isDragging||!1}blockEvents(e){let n=setTimeout(()=>{this._eventStartBlocked===n&&(this._eventStartBlocked=null)},e);this._eventStartBlocked=n}setProps(e){e.maxBoundsPadding===void 0&&(e.maxBoundsPadding=null),e.dragMode&&(this.dragMode=e.dragMode);let n=this.props;this.props=e,"transitionInterpolator"in e||(e.transitionInterpolator=this._getTransitionProps().transitionInterpolator),this.transitionManager.processViewStateChange(e);let{inertia:i}=e;this.inertia=Number.isFinite(i)?i:i===!0?bS:0;let{scrollZoom:r=!0,dragPan:o=!0,dragRotate:s=!0,doubleClickZoom:a=!0,doubleClickDragZoom:c=!1,touchZoom:l=!0,touchRotate:f=!1,multiTouchDrag:u=f?"rotate":null,trackpadGesture:d=!1,zoomAround:h="pointer",keyboard:p=!0}=e,m=!!this.onViewStateChange;if(this.toggleEvents(zn.WHEEL,m&&r),this.toggleEvents(zn.PAN,m),this.toggleEvents(zn.PINCH,m&&(l||u==="rotate")),this.toggleEvents(zn.MULTI_PAN,m&&!!u),this.toggleEvents(zn.DOUBLE_CLICK,m&&a),this.toggleEvents(zn.DOUBLE_CLICK_DRAG,m&&c),this.toggleEvents(zn.KEYBOARD,m&&p),this.scrollZoom=r,this.dragPan=o,this.dragRotate=s,this.doubleClickZoom=a,this.doubleClickDragZoom=c,this.touchZoom=l,this.touchRotate=u==="rotate",this.multiTouchDrag=u,this.trackpadGesture=d,this.zoomAround=h,this.keyboard=p,(!n||n.height!==e.height||n.width!==e.width||n.maxBounds!==e.maxBounds||n.maxBoundsPadding!==e.maxBoundsPadding)&&e.maxBounds){let x=new this.ControllerState({...e,makeViewport:this.makeViewport}),b=x.getViewportProps();Object.keys(b).some(y=>!ie(b[y],e[y],1))&&this.updateViewport(x)}}updateTransition(){this.transitionManager.updateTransition()}toggleEvents(e,n){this.eventManager&&e.forEach(i=>{this._events[i]!==n&&(this._events[i]=n,n?this.eventManager.on(i,this.handleEvent):this.eventManager.off(i,this.handleEvent))})}updateViewport(e,n=null,i={}){let r={...e.getViewportProps(),...n},o=this.controllerState!==e;if(this.state=e.getState(),this._setInteractionState(i),o){let s=this.controllerState&&this.controllerState.getViewportProps();this.onViewStateChange&&this.onViewStateChange({viewState:r,interactionState:this._interactionState,oldViewState:s,viewId:this.props.id})}}_onTransition(e){this.onViewStateChange({...e,interactionState:this._interactionState,viewId:this.props.id})}_setInteractionState(e){Object.assign(this._interactionState,e),this.onStateChange(this._interactionState)}_getConstraintContext(e,n){return this.props.rubberBand?{mode:n==="update"?"elastic":n==="end"?"rebound":"hard"}:{mode:"hard"}}_getReboundTransition(e,n){if(e.mode!=="rebound")return null;let i=n.getViewportProps();return Object.keys(i).some(o=>!ie(this.props[o],i[o],1))?{...this._getTransitionProps(),transitionDuration:wS,transitionEasing:_S}:null}_onPanStart(e){let n=this.getCenter(e);if(!this.isPointInBounds(n,e))return!1;let i=this.isFunctionKeyPressed(e)||e.rightButton||!1;(this.invertPan||this.dragMode==="pan")&&(i=!i);let r=i?"pan":"rotate",o=this._getConstraintContext(r,"start"),s=i?this.controllerState.panStart({pos:n},o):this.controllerState.rotateStart({pos:n},o);return this._panMove=i,this.updateViewport(s,At,{isDragging:!0}),!0}_onPan(e){return this.isDragging()?this._panMove?this._onPanMove(e):this._onPanRotate(e):!1}_onPanEnd(e){return this.isDragging()?this._panMove?this._onPanMoveEnd(e):this._onPanRotateEnd(e):!1}_onPanMove(e){if(!this.dragPan)return!1;let n=this.getCenter(e),i=this.controllerState.pan({pos:n},this._getConstraintContext("pan","update"));return this.updateViewport(i,At,{isDragging:!0,isPanning:!0}),!0}_onPanMoveEnd(e){let{inertia:n}=this;if(this.dragPan&&n&&e.velocity){let i=this.getCenter(e),r=[i[0]+e.velocityX*n/2,i[1]+e.velocityY*n/2],o=this.controllerState.pan({pos:r}).panEnd();this.updateViewport(o,{...this._getTransitionProps(),transitionDuration:n,transitionEasing:eu},{isDragging:!1,isPanning:!0})}else{let i=this.controllerState,r=this._getConstraintContext("pan","end"),o=i.panEnd(r),s=this._getReboundTransition(r,o);this.updateViewport(o,s,{isDragging:!1,isPanning:!!s})}return!0}_onPanRotate(e){if(!this.dragRotate)return!1;let n=this.getCenter(e),i=this.controllerState.rotate({pos:n},this._getConstraintContext("rotate","update"));return this.updateViewport(i,At,{isDragging:!0,isRotating:!0}),!0}_onPanRotateEnd(e){let{inertia:n}=this;if(this.dragRotate&&n&&e.velocity){let i=this.getCenter(e),r=[i[0]+e.velocityX*n/2,i[1]+e.velocityY*n/2],o=this.controllerState.rotate({pos:r}).rotateEnd();this.updateViewport(o,{...this._getTransitionProps(),transitionDuration:n,transitionEasing:eu},{isDragging:!1,isRotating:!0})}else{let i=this.controllerState,r=this._getConstraintContext("rotate","end"),o=i.rotateEnd(r),s=this._getReboundTransition(r,o);this.updateViewport(o,s,{isDragging:!1,isRotating:!!s})}return!0}_onWheel(e){if(!this.scrollZoom||this.trackpadGesture&&e.device!=="mouse")return!1;let n=this.getCenter(e);if(!this.isPointInBounds(n,e))return!1;e.srcEvent.preventDefault();let{speed:i=.01,smooth:r=!1}=this.scrollZoom===!0?{}:this.scrollZoom,{delta:o}=e,s=2/(1+Math.exp(-Math.abs(o*i)));o<0&&s!==0&&(s=1/s);let a=this.getZoomPosition(n),c=r?{...this._getTransitionProps({around:a}),transitionDuration:250}:At,l=this.controllerState.zoom({pos:a,scale:s});return this.updateViewport(l,c,{isZooming:!0,isPanning:!0}),r||this._setInteractionState({isZooming:!1,isPanning:!1}),!0}_onMultiPanStart(e){let{multiTouchDrag:n}=this;if(!n||!this._isMultiPanEventAllowed(e,n))return!1;let i=e.offsetCenter;if(!this.isPointInBounds(this.getCenter(e),e))return!1;let r=e.pointerType==="trackpad",o={x:i.x-(r?0:e.deltaX),y:i.y-(r?0:e.deltaY)},s={...e,offsetCenter:o},a=this.getCenter(s),c=n==="pan"?this.controllerState.panStart({pos:a},this._getConstraintContext("pan","start")):this.controllerState.rotateStart({pos:a},this._getConstraintContext("rotate","start"));return this._multiPanMode=n,this._multiPanStartCenter=o,this.updateViewport(c,At,{isDragging:!0}),!0}_onMultiPan(e){let{mode:n,event:i}=this._getMultiPanEvent(e);return!n||!i||!this.isDragging()?!1:n==="pan"?this._onPanMove(i):this._onPanRotate(i)}_onMultiPanEnd(e){let{mode:n,event:i}=this._getMultiPanEvent(e);if(!n||!i||!this.isDragging())return this._resetMultiPan(),!1;let r=n==="pan"?this._onPanMoveEnd(i):this._onPanRotateEnd(i);return this._resetMultiPan(),r}_isTrackpadGestureAllowed(e){return e.pointerType!=="trackpad"||this.trackpadGesture}_isMultiPanEventAllowed(e,n){return e.pointerType==="trackpad"?this.trackpadGesture&&(n==="pan"?this.dragPan:this.dragRotate):e.pointerType==="touch"&&(n==="pan"?this.dragPan:this.dragRotate)}_getMultiPanEvent(e){let n=this._multiPanMode,i=this._multiPanStartCenter;return!n||!i?{mode:null,event:null}:{mode:n,event:{...e,offsetCenter:{x:i.x+e.deltaX,y:i.y+e.deltaY}}}}_resetMultiPan(){this._multiPanMode=null,this._multiPanStartCenter=null}_onPinchStart(e){this._doubleClickDragAnchor=null;let n=this.getCenter(e);if(!this.isPointInBounds(n,e))return!1;let i=this.controllerState.zoomStart({pos:this.getZoomPosition(n)},this._getConstraintContext("zoom","start")).rotateStart({pos:n},this._getConstraintContext("rotate","start"));return Nn._startPinchRotation=e.rotation,Nn._lastPinchEvent=e,this.updateViewport(i,At,{isDragging:!0}),!0}_onPinch(e){if(!this.touchZoom&&!this.touchRotate||!this.isDragging())return!1;let n=this.controllerState;if(this.touchZoom){let{scale:i}=e,r=this.getCenter(e);n=n.zoom({pos:this.getZoomPosition(r),scale:i},this._getConstraintContext("zoom","update"))}if(this.touchRotate){let{rotation:i}=e;n=n.rotate({deltaAngleX:Nn._startPinchRotation-i},this._getConstraintContext("rotate","update"))}return this.updateViewport(n,At,{isDragging:!0,isPanning:this.touchZoom,isZooming:this.touchZoom,isRotating:this.touchRotate}),Nn._lastPinchEvent=e,!0}_onPinchEnd(e){if(!this.isDragging())return!1;let{inertia:n}=this,{_lastPinchEvent:i}=Nn;if(this.touchZoom&&n&&i&&e.scale!==i.scale){let r=this.getCenter(e),o=this.getZoomPosition(r),s=this.controllerState.rotateEnd(),a=Math.log2(e.scale),c=(a-Math.log2(i.scale))/(e.deltaTime-i.deltaTime),l=Math.pow(2,a+c*n/2);s=s.zoom({pos:o,scale:l}).zoomEnd(),this.updateViewport(s,{...this._getTransitionProps({around:o}),transitionDuration:n,transitionEasing:eu},{isDragging:!1,isPanning:this.touchZoom,isZooming:this.touchZoom,isRotating:!1}),this.blockEvents(n)}else{let r=this.controllerState,o=this._getConstraintContext("zoom","end"),s=this._getConstraintContext("rotate","end"),a=r.zoomEnd(o).rotateEnd(s),c=this._getReboundTransition(this.touchZoom?o:s,a);this.updateViewport(a,c,{isDragging:!1,isPanning:!!c&&this.touchZoom,isZooming:!!c&&this.touchZoom,isRotating:!!c&&this.touchRotate})}return Nn._startPinchRotation=null,Nn._lastPinchEvent=null,!0}_onDoubleClick(e){if(!this.doubleClickZoom||Date.now()<this._suppressDoubleClickUntil)return!1;let n=this.getCenter(e);if(!this.isPointInBounds(n,e))return!1;let i=this.isFunctionKeyPressed(e),r=this.getZoomPosition(n),o=this.controllerState.zoom({pos:r,scale:i?.5:2});return this.updateViewport(o,this._getTransitionProps({around:r}),{isZooming:!0,isPanning:!0}),this.blockEvents(100),!0}_onDoubleClickDragStart(e){if(!this.doubleClickDragZoom)return this._doubleClickDragAnchor=null,!1;let n=this.getCenter(e);if(!this.isPointInBounds(n,e))return this._doubleClickDragAnchor=null,!1;this._doubleClickDragAnchor=this.getZoomPosition(n);let i=this.controllerState.zoomStart({pos:this._doubleClickDragAnchor},this._getConstraintContext("zoom","start"));return e.scale!==1&&(i=i.zoom({pos:this._doubleClickDragAnchor,scale:e.scale},this._getConstraintContext("zoom","update"))),this.updateViewport(i,At,{isDragging:!0,isPanning:!0,isZooming:!0}),!0}_onDoubleClickDrag(e){let n=this._doubleClickDragAnchor;if(!n)return!1;let i=this.controllerState.zoom({pos:n,scale:e.scale},this._getConstraintContext("zoom","update"));return this.updateViewport(i,At,{isDragging:!0,isPanning:!0,isZooming:!0}),!0}_onDoubleClickDragEnd(e){if(!this._doubleClickDragAnchor)return!1;this._doubleClickDragAnchor=null;let i=this.controllerState,r=this._getConstraintContext("zoom","end"),o=i.zoomEnd(r),s=this._getReboundTransition(r,o);return this.updateViewport(o,s,{isDragging:!1,isPanning:!!s,isZooming:!!s}),this._suppressDoubleClickUntil=Date.now()+100,this.blockEvents(100),!0}_onKeyDown(e){if(!this.keyboard)return!1;let n=this.isFunctionKeyPressed(e),{zoomSpeed:i,moveSpeed:r,rotateSpeedX:o,rotateSpeedY:s}=this.keyboard===!0?{}:this.keyboard,{controllerState:a}=this,c,l={};switch(e.srcEvent.code){case"Minus":c=n?a.zoomOut(i).zoomOut(i):a.zoomOut(i),l.isZooming=!0;break;case"Equal":c=n?a.zoomIn(i).zoomIn(i):a.zoomIn(i),l.isZooming=!0;break;case"ArrowLeft":n?(c=a.rotateLeft(o),l.isRotating=!0):(c=a.moveLeft(r),l.isPanning=!0);break;case"ArrowRight":n?(c=a.rotateRight(o),l.isRotating=!0):(c=a.moveRight(r),l.isPanning=!0);break;case"ArrowUp":n?(c=a.rotateUp(s),l.isRotating=!0):(c=a.moveUp(r),l.isPanning=!0);break;case"ArrowDown":n?(c=a.rotateDown(s),l.isRotating=!0):(c=a.moveDown(r),l.isPanning=!0);break;default:return!1}return this.updateViewport(c,this._getTransitionProps(),l),!0}_getTransitionProps(e){let{transition:n}=this;return!n||!n.transitionInterpolator?At:e?{...n,transitionInterpolator:new Fn({...e,...n.transitionInterpolator.opts,makeViewport:this.controllerState.makeViewport})}:n}};var Oi=Symbol("constraintAround"),Zr=class{constructor(e,n,i,r){this.makeViewport=i,this._viewportProps=this.applyConstraints(e,r),this._state=n}getViewportProps(){return this._viewportProps}getState(){return this._state}};function Aa(t,e,n){let i=t-e;return i&&Number.isFinite(i)?e+i*n/(n+Math.abs(i)):e}function tu(t,e,n){let i=Ne(ze(n?.left??0),t),r=Ne(ze(n?.right??0),t),o=Ne(ze(n?.top??0),e),s=Ne(ze(n?.bottom??0),e);return{x:i,y:o,width:t-i-r,height:e-o-s}}function Kg(t,e,n){let[i,r]=t.project(e);return i=Number.isFinite(i)?i:t.width/2,r=Number.isFinite(r)?r:t.height/2,{left:i-n.x,right:n.x+n.width-i,top:r-n.y,bottom:n.y+n.height-r}}var Jg=5,PS=1.2,Qg=512,em=[[-1/0,-90],[1/0,90]],CS=1;function Xr([t,e]){if(Math.abs(e)>90&&(e=Math.sign(e)*90),Number.isFinite(t)){let[i,r]=Me([t,e]);return[i,ke(r,0,Qg)]}let[,n]=Me([0,e]);return[t,ke(n,0,Qg)]}var nu=class extends Zr{constructor(e){let{width:n,height:i,latitude:r,longitude:o,zoom:s,bearing:a=0,pitch:c=0,altitude:l=1.5,position:f=[0,0,0],maxZoom:u=20,minZoom:d=0,maxPitch:h=60,minPitch:p=0,startPanLngLat:m,startZoomLngLat:g,startRotatePos:x,startRotateLngLat:b,startBearing:v,startPitch:y,startZoom:w,normalize:_=!0,rubberBand:M=!1}=e,{[Oi]:P}=e;W(Number.isFinite(o)),W(Number.isFinite(r)),W(Number.isFinite(s));let S=e.maxBounds||(_?em:null),C=e.maxBoundsPadding||null;super({width:n,height:i,latitude:r,longitude:o,zoom:s,bearing:a,pitch:c,altitude:l,maxZoom:u,minZoom:d,maxPitch:h,minPitch:p,normalize:_,position:f,maxBounds:S,maxBoundsPadding:C,rubberBand:M,[Oi]:P},{startPanLngLat:m,startZoomLngLat:g,startRotatePos:x,startRotateLngLat:b,startBearing:v,startPitch:y,startZoom:w},e.makeViewport,e.constraintContext),this.getAltitude=e.getAltitude}panStart({pos:e},n){return this._getUpdatedState({startPanLngLat:this._unproject(e)},n)}pan({pos:e,startPos:n},i){let r=this.getState().startPanLngLat||this._unproject(n);if(!r)return this;let s=this.makeViewport(this.getViewportProps()).panByPosition(r,e);return this._getUpdatedState(s,i)}panEnd(e){return this._getUpdatedState({startPanLngLat:null},e)}rotateStart({pos:e}){let n=this.getAltitude?.(e);return this._getUpdatedState({startRotatePos:e,startRotateLngLat:n!==void 0?this._unproject3D(e,n):void 0,startBearing:this.getViewportProps().bearing,startPitch:this.getViewportProps().pitch})}rotate({pos:e,deltaAngleX:n=0,deltaAngleY:i=0}){let{startRotatePos:r,startRotateLngLat:o,startBearing:s,startPitch:a}=this.getState();if(!r||s===void 0||a===void 0)return this;let c;if(e?c=this._getNewRotation(e,r,a,s):c={bearing:s+n,pitch:a+i},o){let l=this.makeViewport({...this.getViewportProps(),...c}),f="panByPosition3D"in l?"panByPosition3D":"panByPosition";return this._getUpdatedState({...c,...l[f](o,r)})}return this._getUpdatedState(c)}rotateEnd(){return this._getUpdatedState({startRotatePos:null,startRotateLngLat:null,startBearing:null,startPitch:null})}zoomStart({pos:e},n){return this._getUpdatedState({startZoomLngLat:this._unproject(e),startZoom:this.getViewportProps().zoom},n)}zoom({pos:e,startPos:n,scale:i},r){let{startZoom:o,startZoomLngLat:s}=this.getState();return s||(o=this.getViewportProps().zoom,s=this._unproject(n)||this._unproject(e)),s?this._getUpdatedState({zoom:o+Math.log2(i),[Oi]:{position:s,screenPosition:e}},r):this}zoomEnd(e){return this._getUpdatedState({startZoomLngLat:null,startZoom:null},e)}zoomIn(e=2,n){return this._zoomFromCenter(e,n)}zoomOut(e=2,n){return this._zoomFromCenter(1/e,n)}moveLeft(e=100,n){return this._panFromCenter([e,0],n)}moveRight(e=100,n){return this._panFromCenter([-e,0],n)}moveUp(e=100,n){return this._panFromCenter([0,e],n)}moveDown(e=100,n){return this._panFromCenter([0,-e],n)}rotateLeft(e=15){return this._getUpdatedState({bearing:this.getViewportProps().bearing-e})}rotateRight(e=15){return this._getUpdatedState({bearing:this.getViewportProps().bearing+e})}rotateUp(e=10){return this._getUpdatedState({pitch:this.getViewportProps().pitch+e})}rotateDown(e=10){return this._getUpdatedState({pitch:this.getViewportProps().pitch-e})}shortestPathFrom(e){let n=e.getViewportProps(),i={...this.getViewportProps()},{bearing:r,longitude:o}=i;return Math.abs(r-n.bearing)>180&&(i.bearing=r<0?r+360:r-360),Math.abs(o-n.longitude)>180&&(i.longitude=o<0?o+360:o-360),i}applyConstraints(e,n){let i=e,r=i[Oi];delete i[Oi];let{maxPitch:o,minPitch:s,pitch:a,bearing:c,normalize:l,maxBounds:f,rubberBand:u}=e;l&&(c<-180||c>180)&&(e.bearing=Zf(c+180,360)-180),e.pitch=ke(a,s,o);let d=this._constrainZoom(e.zoom,e),h=u&&n?.mode==="elastic";if(e.zoom=n?.mode==="preserve"?e.zoom:h?Aa(e.zoom,d,CS):d,r){let p=this.makeViewport(e);Object.assign(e,p.panByPosition(r.position,r.screenPosition))}if(l&&(e.longitude<-180||e.longitude>180)&&(e.longitude=Zf(e.longitude+180,360)-180),f){let p=tu(e.width,e.height,e.maxBoundsPadding),m=this.makeViewport({...e,bearing:0,pitch:0}),g=Kg(m,[e.longitude,e.latitude],p),x=Xr(f[0]),b=Xr(f[1]),v=2**e.zoom,y=[x[0]+g.left/v,x[1]+g.bottom/v],w=[b[0]-g.right/v,b[1]-g.top/v],_=Xr([e.longitude,e.latitude]),M=[ke(_[0],y[0],w[0]),ke(_[1],y[1],w[1])],P=_.slice();if(p.width>=0&&(P[0]=n?.mode==="preserve"?_[0]:h?Aa(_[0],M[0],p.width/2/v):M[0]),p.height>=0&&(P[1]=n?.mode==="preserve"?_[1]:h?Aa(_[1],M[1],p.height/2/v):M[1]),P[0]!==_[0]||P[1]!==_[1]){let[S,C]=Ee(P);P[0]!==_[0]&&(e.longitude=S),P[1]!==_[1]&&(e.latitude=C)}}return e}_constrainZoom(e,n){n||(n=this.getViewportProps());let{maxZoom:i,maxBounds:r}=n,o=r!==null&&n.width>0&&n.height>0,{minZoom:s}=n;if(o){let a=tu(n.width,n.height,n.maxBoundsPadding),c=Xr(r[0]),l=Xr(r[1]),f=l[0]-c[0],u=l[1]-c[1];a.width>0&&Number.isFinite(f)&&f>0&&(s=Math.max(s,Math.log2(a.width/f))),a.height>0&&Number.isFinite(u)&&u>0&&(s=Math.max(s,Math.log2(a.height/u))),s>i&&(s=i)}return ke(e,s,i)}_zoomFromCenter(e,n){let{width:i,height:r}=this.getViewportProps();return this.zoom({pos:[i/2,r/2],scale:e},n)}_panFromCenter(e,n){let{width:i,height:r}=this.getViewportProps();return this.pan({startPos:[i/2,r/2],pos:[i/2+e[0],r/2+e[1]]},n)}_getUpdatedState(e,n){return new this.constructor({makeViewport:this.makeViewport,...this.getViewportProps(),...this.getState(),...e,constraintContext:n})}_unproject(e){let n=this.makeViewport(this.getViewportProps());return e&&n.unproject(e)}_unproject3D(e,n){return this.makeViewport(this.getViewportProps()).unproject(e,{targetZ:n})}_getNewRotation(e,n,i,r){let o=e[0]-n[0],s=e[1]-n[1],a=e[1],c=n[1],{width:l,height:f}=this.getViewportProps(),u=o/l,d=0;s>0?Math.abs(f-c)>Jg&&(d=s/(c-f)*PS):s<0&&c>Jg&&(d=1-a/c),d=ke(d,-1,1);let{minPitch:h,maxPitch:p}=this.getViewportProps(),m=r+180*u,g=i;return d>0?g=i+d*(p-i):d<0&&(g=i-d*(h-i)),{pitch:g,bearing:m}}},Kr=class extends qr{constructor(){super(...arguments),this.ControllerState=nu,this.transition={transitionDuration:300,transitionInterpolator:new Fn({transitionProps:{compare:["longitude","latitude","zoom","bearing","pitch","position"],required:["longitude","latitude","zoom"]}})},this.dragMode="pan",this.rotationPivot="center",this._getAltitude=e=>{if(this.rotationPivot==="2d")return 0;if(this.rotationPivot==="3d"&&this.pickPosition){let{x:n,y:i}=this.props,r=this.pickPosition(n+e[0],i+e[1]);if(r&&r.coordinate&&r.coordinate.length>=3)return r.coordinate[2]}}}setProps(e){"rotationPivot"in e&&(this.rotationPivot=e.rotationPivot||"center"),e.getAltitude=this._getAltitude,e.position=e.position||[0,0,0],e.maxBounds=e.maxBounds||(e.normalize===!1?null:em),super.setProps(e)}updateViewport(e,n=null,i={}){let r=e.getState();i.isDragging&&r.startRotateLngLat?i={...i,rotationPivotPosition:r.startRotateLngLat}:i.isDragging===!1&&(i={...i,rotationPivotPosition:void 0}),super.updateViewport(e,n,i)}};var Ia=class extends $r{constructor(e={}){super(e)}getViewportType(){return Rn}get ControllerType(){return Kr}};Ia.displayName="MapView";var Oa=Ia;var SS=new Mi;function MS(t,e){let n=t.order??1/0,i=e.order??1/0;return n-i}var Jr=class{constructor(e){this._resolvedEffects=[],this._defaultEffects=[],this.effects=[],this._context=e,this._needsRedraw="Initial render",this._setEffects([])}addDefaultEffect(e){let n=this._defaultEffects;if(!n.find(i=>i.id===e.id)){let i=n.findIndex(r=>MS(r,e)>0);i<0?n.push(e):n.splice(i,0,e),e.setup(this._context),this._setEffects(this.effects)}}setProps(e){"effects"in e&&(ie(e.effects,this.effects,1)||this._setEffects(e.effects))}needsRedraw(e={clearRedrawFlags:!1}){let n=this._needsRedraw;return e.clearRedrawFlags&&(this._needsRedraw=!1),n}getEffects(){return this._resolvedEffects}_setEffects(e){let n={};for(let r of this.effects)n[r.id]=r;let i=[];for(let r of e){let o=n[r.id],s=r;o&&o!==r?o.setProps?(o.setProps(r.props),s=o):o.cleanup(this._context):o||r.setup(this._context),i.push(s),delete n[r.id]}for(let r in n)n[r].cleanup(this._context);this.effects=i,this._resolvedEffects=i.concat(this._defaultEffects),e.some(r=>r instanceof Mi)||this._resolvedEffects.push(SS),this._needsRedraw="effects changed"}finalize(){for(let e of this._resolvedEffects)e.cleanup(this._context);this.effects.length=0,this._resolvedEffects.length=0,this._defaultEffects.length=0}};var Qr=class extends Vt{shouldDrawLayer(e){let{operation:n}=e.props;return n.includes("draw")||n.includes("terrain")}render(e){return this._render(e)}};var ES="deckRenderer.renderLayers",eo=class{constructor(e,n={}){this.device=e,this.stats=n.stats,this.layerFilter=null,this.drawPickingColors=!1,this.drawLayersPass=new Qr(e),this.pickLayersPass=new Dn(e),this.renderCount=0,this._needsRedraw="Initial render",this.renderBuffers=[],this.lastPostProcessEffect=null}setProps(e){this.layerFilter!==e.layerFilter&&(this.layerFilter=e.layerFilter,this._needsRedraw="layerFilter changed"),this.drawPickingColors!==e.drawPickingColors&&(this.drawPickingColors=e.drawPickingColors,this._needsRedraw="drawPickingColors changed")}renderLayers(e){let n=this.drawPickingColors?this.pickLayersPass:this.drawLayersPass,i={layerFilter:this.layerFilter,isPicking:this.drawPickingColors,...e};if(!e.viewports.length){let a=n.render(i),c="stats"in a?a.stats:a;this._updateStats(c);return}i.effects&&this._preRender(i.effects,i);let r=this.lastPostProcessEffect?this.renderBuffers[0]:i.target;this.lastPostProcessEffect&&(i.clearColor=[0,0,0,0],i.clearCanvas=!0);let o=n.render({...i,target:r}),s="stats"in o?o.stats:o;i.effects&&(this.lastPostProcessEffect&&(i.clearCanvas=e.clearCanvas===void 0?!0:e.clearCanvas),this._postRender(i.effects,i)),this.renderCount++,te(ES,this,s,e),this._updateStats(s)}needsRedraw(e={clearRedrawFlags:!1}){let n=this._needsRedraw;return e.clearRedrawFlags&&(this._needsRedraw=!1),n}finalize(){let{renderBuffers:e}=this;for(let n of e)n.delete();e.length=0}_updateStats(e){if(!this.stats)return;let n=0;for(let{visibleCount:i}of e)n+=i;this.stats.get("Layers rendered").addCount(n)}_preRender(e,n){this.lastPostProcessEffect=null,n.preRenderStats=n.preRenderStats||{};for(let i of e)n.preRenderStats[i.id]=i.preRender(n),i.postRender&&(this.lastPostProcessEffect=i.id);this.lastPostProcessEffect&&this._resizeRenderBuffers(n.canvasContext)}_resizeRenderBuffers(e=this.device.canvasContext){let{renderBuffers:n}=this,i=e.getDrawingBufferSize(),[r,o]=i;n.length===0&&[0,1].map(s=>{let a=this.device.createTexture({sampler:{minFilter:"linear",magFilter:"linear"},width:r,height:o});n.push(this.device.createFramebuffer({id:`deck-renderbuffer-${s}`,colorAttachments:[a]}))});for(let s of n)s.resize(i)}_postRender(e,n){let{renderBuffers:i}=this,r=n.target??n.canvasContext?.getCurrentFramebuffer()??n.target,o={...n,inputBuffer:i[0],swapBuffer:i[1]};for(let s of e)if(s.postRender){o.target=s.id===this.lastPostProcessEffect?r:void 0;let a=s.postRender(o);o.inputBuffer=a,o.swapBuffer=a===i[0]?i[1]:i[0]}}};var TS={pickedColor:null,pickedObjectIndex:-1};function iu({pickedColors:t,decodePickingColor:e,deviceX:n,deviceY:i,deviceRadius:r,deviceRect:o}){let{x:s,y:a,width:c,height:l}=o,f=r*r,u=-1,d=0;for(let h=0;h<l;h++){let p=h+a-i,m=p*p;if(m>f)d+=4*c;else for(let g=0;g<c;g++){if(t[d+3]-1>=0){let b=g+s-n,v=b*b+m;v<=f&&(f=v,u=d)}d+=4}}if(u>=0){let h=t.slice(u,u+4),p=e(h);if(p){let m=Math.floor(u/4/c),g=u/4-m*c;return{...p,pickedColor:h,pickedX:s+g,pickedY:a+m}}D.error("Picked non-existent layer. Is picking buffer corrupt?")()}return TS}function ru({pickedColors:t,decodePickingColor:e}){let n=new Map;if(t){for(let i=0;i<t.length;i+=4)if(t[i+3]-1>=0){let o=t.slice(i,i+4),s=o.join(",");if(!n.has(s)){let a=e(o);a?n.set(s,{...a,color:o}):D.error("Picked non-existent layer. Is picking buffer corrupt?")()}}}return Array.from(n.values())}function ka({pickInfo:t,viewports:e,pixelRatio:n,x:i,y:r,z:o}){let s=e[0];e.length>1&&(s=LS(t?.pickedViewports||e,{x:i,y:r}));let a;if(s){let c=[i-s.x,r-s.y];o!==void 0&&(c[2]=o),a=s.unproject(c)}return{color:null,layer:null,viewport:s,index:-1,picked:!1,x:i,y:r,pixel:[i,r],coordinate:a,devicePixel:t&&"pickedX"in t?[t.pickedX,t.pickedY]:void 0,pixelRatio:n}}function ou(t){let{pickInfo:e,lastPickedInfo:n,mode:i,layers:r}=t,{pickedColor:o,pickedLayer:s,pickedObjectIndex:a}=e,c=s?[s]:[];if(i==="hover"){let u=n.index,d=n.layerId,h=s?s.props.id:null;if(h!==d||a!==u){if(h!==d){let p=r.find(m=>m.props.id===d);p&&c.unshift(p)}n.layerId=h,n.index=a,n.info=null}}let l=ka(t),f=new Map;return f.set(null,l),c.forEach(u=>{let d={...l};u===s&&(d.color=o,d.index=a,d.picked=!0),d=Ra({layer:u,info:d,mode:i});let h=d.layer;u===s&&i==="hover"&&(n.info=d),f.set(h.id,d),i==="hover"&&h.updateAutoHighlight(d)}),f}function Ra({layer:t,info:e,mode:n}){for(;t&&e;){let i=e.layer||null;e.sourceLayer=i,e.layer=t,e=t.getPickingInfo({info:e,mode:n,sourceLayer:i}),t=t.parent}return e}function LS(t,e){for(let n=t.length-1;n>=0;n--){let i=t[n];if(i.containsPixel(e))return i}return t[0]}var to=class{constructor(e,n={}){this._pickable=!0,this.device=e,this.stats=n.stats,this.pickLayersPass=new Dn(e),this.lastPickedInfo={index:-1,layerId:null,info:null}}setProps(e){"layerFilter"in e&&(this.layerFilter=e.layerFilter),"_pickable"in e&&(this._pickable=e._pickable)}finalize(){this.pickingFBO&&this.pickingFBO.destroy(),this.depthFBO&&this.depthFBO.destroy()}pickObjectAsync(e){return this._pickClosestObjectAsync(e)}pickObjectsAsync(e){return this._pickVisibleObjectsAsync(e)}pickObject(e){return this._pickClosestObject(e)}pickObjects(e){return this._pickVisibleObjects(e)}getLastPickedObject({x:e,y:n,layers:i,viewports:r},o=this.lastPickedInfo.info){let s=o&&o.layer&&o.layer.id,a=o&&o.viewport&&o.viewport.id,c=s?i.find(d=>d.id===s):null,l=a&&r.find(d=>d.id===a)||r[0],f=l&&l.unproject([e-l.x,n-l.y]);return{...o,...{x:e,y:n,viewport:l,coordinate:f,layer:c}}}_resizeBuffer(e=this.device.getDefaultCanvasContext()){if(!this.pickingFBO){let r=this.device.createTexture({format:"rgba8unorm",width:1,height:1,usage:on.RENDER_ATTACHMENT|on.COPY_SRC});if(this.pickingFBO=this.device.createFramebuffer({colorAttachments:[r],depthStencilAttachment:"depth16unorm"}),this.device.isTextureFormatRenderable("rgba32float")){let o=this.device.createTexture({format:"rgba32float",width:1,height:1,usage:on.RENDER_ATTACHMENT|on.COPY_SRC}),s=this.device.createFramebuffer({colorAttachments:[o],depthStencilAttachment:"depth16unorm"});this.depthFBO=s}}let[n,i]=e.getDrawingBufferSize();this.pickingFBO?.resize({width:n,height:i}),this.depthFBO?.resize({width:n,height:i})}_getPickable(e){if(this._pickable===!1)return null;let n=e.filter(i=>this.pickLayersPass.shouldDrawLayer(i)&&!i.isComposite);return n.length?n:null}async _pickClosestObjectAsync({layers:e,views:n,viewports:i,x:r,y:o,radius:s=0,depth:a=1,mode:c="query",unproject3D:l,canvasContext:f=this.device.getDefaultCanvasContext(),onViewportActive:u,effects:d}){let h=f.cssToDeviceRatio(),p=this._getPickable(e);if(!p||i.length===0)return{result:[],emptyInfo:ka({viewports:i,x:r,y:o,pixelRatio:h})};this._resizeBuffer(f);let m=f.cssToDevicePixels([r,o],!0),g=[m.x+Math.floor(m.width/2),m.y+Math.floor(m.height/2)],x=Math.round(s*h),{width:b,height:v}=this.pickingFBO,y=this._getPickingRect({deviceX:g[0],deviceY:g[1],deviceRadius:x,deviceWidth:b,deviceHeight:v}),w={x:r-s,y:o-s,width:s*2+1,height:s*2+1},_,M=[],P=new Set;for(let S=0;S<a;S++){let C;if(y){let T=await this._drawAndSampleAsync({layers:p,views:n,viewports:i,onViewportActive:u,deviceRect:y,cullRect:w,effects:d,pass:`picking:${c}`,canvasContext:f});C=iu({...T,deviceX:g[0],deviceY:g[1],deviceRadius:x,deviceRect:y})}else C={pickedColor:null,pickedObjectIndex:-1};let L,E=this._getDepthLayers(C,p,l);if(E.length>0){let{pickedColors:T}=await this._drawAndSampleAsync({layers:E,views:n,viewports:i,onViewportActive:u,deviceRect:{x:C.pickedX??g[0],y:C.pickedY??g[1],width:1,height:1},cullRect:w,effects:d,pass:`picking:${c}:z`,canvasContext:f},!0);T[3]&&(L=T[0])}C.pickedLayer&&S+1<a&&(P.add(C.pickedLayer),C.pickedLayer.disablePickingIndex(C.pickedObjectIndex)),_=ou({pickInfo:C,lastPickedInfo:this.lastPickedInfo,mode:c,layers:p,viewports:i,x:r,y:o,z:L,pixelRatio:h});for(let T of _.values())T.layer&&M.push(T);if(!C.pickedColor)break}for(let S of P)S.restorePickingColors();return{result:M,emptyInfo:_.get(null)}}_pickClosestObject({layers:e,views:n,viewports:i,x:r,y:o,radius:s=0,depth:a=1,mode:c="query",unproject3D:l,canvasContext:f=this.device.getDefaultCanvasContext(),onViewportActive:u,effects:d}){let h=f.cssToDeviceRatio(),p=this._getPickable(e);if(!p||i.length===0)return{result:[],emptyInfo:ka({viewports:i,x:r,y:o,pixelRatio:h})};this._resizeBuffer(f);let m=f.cssToDevicePixels([r,o],!0),g=[m.x+Math.floor(m.width/2),m.y+Math.floor(m.height/2)],x=Math.round(s*h),{width:b,height:v}=this.pickingFBO,y=this._getPickingRect({deviceX:g[0],deviceY:g[1],deviceRadius:x,deviceWidth:b,deviceHeight:v}),w={x:r-s,y:o-s,width:s*2+1,height:s*2+1},_,M=[],P=new Set;for(let S=0;S<a;S++){let C;if(y){let T=this._drawAndSample({layers:p,views:n,viewports:i,onViewportActive:u,deviceRect:y,cullRect:w,effects:d,pass:`picking:${c}`,canvasContext:f});C=iu({...T,deviceX:g[0],deviceY:g[1],deviceRadius:x,deviceRect:y})}else C={pickedColor:null,pickedObjectIndex:-1};let L,E=this._getDepthLayers(C,p,l);if(E.length>0){let{pickedColors:T}=this._drawAndSample({layers:E,views:n,viewports:i,onViewportActive:u,deviceRect:{x:C.pickedX??g[0],y:C.pickedY??g[1],width:1,height:1},cullRect:w,effects:d,pass:`picking:${c}:z`,canvasContext:f},!0);T[3]&&(L=T[0])}C.pickedLayer&&S+1<a&&(P.add(C.pickedLayer),C.pickedLayer.disablePickingIndex(C.pickedObjectIndex)),_=ou({pickInfo:C,lastPickedInfo:this.lastPickedInfo,mode:c,layers:p,viewports:i,x:r,y:o,z:L,pixelRatio:h});for(let T of _.values())T.layer&&M.push(T);if(!C.pickedColor)break}for(let S of P)S.restorePickingColors();return{result:M,emptyInfo:_.get(null)}}async _pickVisibleObjectsAsync({layers:e,views:n,viewports:i,x:r,y:o,width:s=1,height:a=1,mode:c="query",maxObjects:l=null,canvasContext:f=this.device.getDefaultCanvasContext(),onViewportActive:u,effects:d}){let h=this._getPickable(e);if(!h||i.length===0)return[];this._resizeBuffer(f);let p=f.cssToDeviceRatio(),m=f.cssToDevicePixels([r,o],!0),g=m.x,x=m.y+m.height,b=f.cssToDevicePixels([r+s,o+a],!0),v=b.x+b.width,y=b.y,w={x:g,y,width:v-g,height:x-y},_=await this._drawAndSampleAsync({layers:h,views:n,viewports:i,onViewportActive:u,deviceRect:w,cullRect:{x:r,y:o,width:s,height:a},effects:d,pass:`picking:${c}`,canvasContext:f}),M=ru(_),P=new Map,S=[],C=Number.isFinite(l);for(let L=0;L<M.length&&!(C&&S.length>=l);L++){let E=M[L],T={color:E.pickedColor,layer:null,index:E.pickedObjectIndex,picked:!0,x:r,y:o,pixelRatio:p};T=Ra({layer:E.pickedLayer,info:T,mode:c});let O=T.layer.id;P.has(O)||P.set(O,new Set);let N=P.get(O),j=T.object??T.index;N.has(j)||(N.add(j),S.push(T))}return S}_pickVisibleObjects({layers:e,views:n,viewports:i,x:r,y:o,width:s=1,height:a=1,mode:c="query",maxObjects:l=null,canvasContext:f=this.device.getDefaultCanvasContext(),onViewportActive:u,effects:d}){let h=this._getPickable(e);if(!h||i.length===0)return[];this._resizeBuffer(f);let p=f.cssToDeviceRatio(),m=f.cssToDevicePixels([r,o],!0),g=m.x,x=m.y+m.height,b=f.cssToDevicePixels([r+s,o+a],!0),v=b.x+b.width,y=b.y,w={x:g,y,width:v-g,height:x-y},_=this._drawAndSample({layers:h,views:n,viewports:i,onViewportActive:u,deviceRect:w,cullRect:{x:r,y:o,width:s,height:a},effects:d,pass:`picking:${c}`,canvasContext:f}),M=ru(_),P=new Map,S=[],C=Number.isFinite(l);for(let L=0;L<M.length&&!(C&&S.length>=l);L++){let E=M[L],T={color:E.pickedColor,layer:null,index:E.pickedObjectIndex,picked:!0,x:r,y:o,pixelRatio:p};T=Ra({layer:E.pickedLayer,info:T,mode:c});let O=T.layer.id;P.has(O)||P.set(O,new Set);let N=P.get(O),j=T.object??T.index;N.has(j)||(N.add(j),S.push(T))}return S}async _drawAndSampleAsync({layers:e,views:n,viewports:i,onViewportActive:r,deviceRect:o,cullRect:s,effects:a,pass:c,canvasContext:l},f=!1){let u=f?this.depthFBO:this.pickingFBO,d={layers:e,layerFilter:this.layerFilter,views:n,viewports:i,onViewportActive:r,pickingFBO:u,deviceRect:o,cullRect:s,effects:a,pass:c,canvasContext:l,pickZ:f,preRenderStats:{},isPicking:!0};for(let w of a)w.useInPicking&&(d.preRenderStats[w.id]=w.preRender(d));let{decodePickingColor:h,stats:p}=this.pickLayersPass.render(d);this._updateStats(p);let{x:m,y:g,width:x,height:b}=o,v=u.colorAttachments[0]?.texture;if(!v)throw new Error("Picking framebuffer color attachment is missing");let y=await this._readTextureDataAsync(v,{x:m,y:g,width:x,height:b},f?Float32Array:Uint8Array);if(!f){let w=!1;for(let _=3;_<y.length;_+=4)if(y[_]!==0){w=!0;break}!w&&y.length>0&&D.warn("Async pick readback returned only zero alpha values",{deviceRect:o,bytes:Array.from(y.subarray(0,Math.min(y.length,16)))})()}return{pickedColors:y,decodePickingColor:h}}async _readTextureDataAsync(e,n,i){let{width:r,height:o}=n,s=e.computeMemoryLayout(n),a=this.device.createBuffer({byteLength:s.byteLength,usage:be.COPY_DST|be.MAP_READ});try{e.readBuffer(n,a);let c=await a.readAsync(0,s.byteLength),l=i.BYTES_PER_ELEMENT;if(s.bytesPerRow%l!==0)throw new Error(`Texture readback row stride ${s.bytesPerRow} is not aligned to ${l}-byte elements.`);let f=new i(c.buffer,c.byteOffset,s.byteLength/l),u=r*4,d=s.bytesPerRow/l;if(d<u)throw new Error(`Texture readback row stride ${d} is smaller than packed row length ${u}.`);let h=new i(r*o*4);for(let p=0;p<o;p++){let m=p*d;h.set(f.subarray(m,m+u),p*u)}return h}finally{a.destroy()}}_drawAndSample({layers:e,views:n,viewports:i,onViewportActive:r,deviceRect:o,cullRect:s,effects:a,pass:c,canvasContext:l},f=!1){let u=f?this.depthFBO:this.pickingFBO,d={layers:e,layerFilter:this.layerFilter,views:n,viewports:i,onViewportActive:r,pickingFBO:u,deviceRect:o,cullRect:s,effects:a,pass:c,canvasContext:l,pickZ:f,preRenderStats:{},isPicking:!0};for(let y of a)y.useInPicking&&(d.preRenderStats[y.id]=y.preRender(d));let{decodePickingColor:h,stats:p}=this.pickLayersPass.render(d);this._updateStats(p);let{x:m,y:g,width:x,height:b}=o,v=new(f?Float32Array:Uint8Array)(x*b*4);return this.device.readPixelsToArrayWebGL(u,{sourceX:m,sourceY:g,sourceWidth:x,sourceHeight:b,target:v}),{pickedColors:v,decodePickingColor:h}}_updateStats(e){if(!this.stats)return;let n=0;for(let{visibleCount:i}of e)n+=i;this.stats.get("Layers picked").addCount(n)}_getDepthLayers(e,n,i){if(!i||!this.depthFBO)return[];let{pickedLayer:r}=e,o=r?.state?.terrainDrawMode==="drape";return r&&!o?[r]:n.filter(s=>s.props.operation.includes("terrain"))}_getPickingRect({deviceX:e,deviceY:n,deviceRadius:i,deviceWidth:r,deviceHeight:o}){let s=Math.max(0,e-i),a=Math.max(0,n-i),c=Math.min(r,e+i+1)-s,l=Math.min(o,n+i+1)-a;return c<=0||l<=0?null:{x:s,y:a,width:c,height:l}}};var AS={"top-left":{top:0,left:0},"top-right":{top:0,right:0},"bottom-left":{bottom:0,left:0},"bottom-right":{bottom:0,right:0},fill:{top:0,left:0,bottom:0,right:0}},IS="top-left",tm="root",Da=class{constructor({deck:e,parentElement:n}){this.defaultWidgets=[],this.widgets=[],this.resolvedWidgets=[],this.containers={},this.lastViewports={},this.deck=e,n?.classList.add("deck-widget-container"),this.parentElement=n}getWidgets(){return this.resolvedWidgets}setProps(e){if(e.widgets&&!ie(e.widgets,this.widgets,1)){let n=e.widgets.filter(Boolean);this._setWidgets(n)}}finalize(){for(let e of this.getWidgets())this._removeWidget(e);this.defaultWidgets.length=0,this.resolvedWidgets.length=0;for(let e in this.containers)this.containers[e].remove()}addDefault(e){this.defaultWidgets.find(n=>n.id===e.id)||(this._addWidget(e),this.defaultWidgets.push(e),this._setWidgets(this.widgets))}onRedraw({viewports:e,layers:n}){let i=e.reduce((r,o)=>(r[o.id]=o,r),{});for(let r of this.getWidgets()){let{viewId:o}=r;if(o){let s=i[o];s&&(r.onViewportChange&&r.onViewportChange(s),r.onRedraw?.({viewports:[s],layers:n}))}else{if(r.onViewportChange)for(let s of e)r.onViewportChange(s);r.onRedraw?.({viewports:e,layers:n})}}this.lastViewports=i,this._updateContainers()}onHover(e,n){for(let i of this.getWidgets()){let{viewId:r}=i;(!r||r===e.viewport?.id)&&i.onHover?.(e,n)}}getCanvasBounds(e){let i=this.deck?.getCanvas?.()?.getBoundingClientRect(),r=this.parentElement?.getBoundingClientRect(),o=this.deck?.getCanvasContext?.(e?.id);if(o&&r){o.updatePosition();let[s,a]=o.getPosition(),[c,l]=o.getCSSSize();return{x:s-r.left,y:a-r.top,width:c,height:l}}return{x:i&&r?i.left-r.left:0,y:i&&r?i.top-r.top:0,width:i?.width||this.deck?.width||0,height:i?.height||this.deck?.height||0}}onEvent(e,n){let i=bi[n.type];if(i)for(let r of this.getWidgets()){let{viewId:o}=r;(!o||o===e.viewport?.id)&&r[i]?.(e,n)}}_setWidgets(e){let n={};for(let i of this.resolvedWidgets)n[i.id]=i;this.resolvedWidgets.length=0;for(let i of this.defaultWidgets)n[i.id]=null,this.resolvedWidgets.push(i);for(let i of e){let r=n[i.id];r?r.viewId!==i.viewId||r.placement!==i.placement?(this._removeWidget(r),this._addWidget(i)):i!==r&&(r.setProps(i.props),i=r):this._addWidget(i),n[i.id]=null,this.resolvedWidgets.push(i)}for(let i in n){let r=n[i];r&&this._removeWidget(r)}this.widgets=e}_addWidget(e){let{viewId:n=null,placement:i=IS}=e,r=e.props._container??n;e.widgetManager=this,e.deck=this.deck,e.rootElement=e._onAdd({deck:this.deck,viewId:n}),e.rootElement&&this._getContainer(r,i).append(e.rootElement),e.updateHTML()}_removeWidget(e){e.onRemove?.(),e.rootElement&&e.rootElement.remove(),e.rootElement=void 0,e.deck=void 0,e.widgetManager=void 0}_getContainer(e,n){if(e&&typeof e!="string")return e;let i=e||tm,r=this.containers[i];r||(r=document.createElement("div"),r.style.pointerEvents="none",r.style.position="absolute",r.style.overflow="hidden",this.parentElement?.append(r),this.containers[i]=r);let o=r.querySelector(`.${n}`);return o||(o=globalThis.document.createElement("div"),o.className=n,o.style.position="absolute",o.style.zIndex="2",Object.assign(o.style,AS[n]),r.append(o)),o}_updateContainers(){for(let e in this.containers){let n=this.lastViewports[e]||null,i=e===tm||n,r=this.containers[e];if(i){let o=this._getContainerBounds(n);r.style.display="block",r.style.left=`${o.x}px`,r.style.top=`${o.y}px`,r.style.width=`${o.width}px`,r.style.height=`${o.height}px`}else r.style.display="none"}}_getContainerBounds(e){if(!e)return{x:0,y:0,width:this.parentElement?.clientWidth||this.deck.width,height:this.parentElement?.clientHeight||this.deck.height};let n=this.getCanvasBounds(e);return{x:n.x+e.x,y:n.y+e.y,width:e.width,height:e.height}}};function su(t,e){e&&Object.entries(e).map(([n,i])=>{n.startsWith("--")?t.style.setProperty(n,i):t.style[n]=i})}function nm(t,e){e&&Object.keys(e).map(n=>{n.startsWith("--")?t.style.removeProperty(n):t.style[n]=""})}var It=class{constructor(e){this.viewId=null,this.props={...this.constructor.defaultProps,...e},this.id=this.props.id}setProps(e){let n=this.props,i=this.rootElement;i&&n.className!==e.className&&(n.className&&i.classList.remove(n.className),e.className&&i.classList.add(e.className)),i&&!ie(n.style,e.style,1)&&(nm(i,n.style),su(i,e.style)),Object.assign(this.props,e),this.updateHTML()}updateHTML(){this.rootElement&&this.onRenderHTML(this.rootElement)}get viewIds(){return this.viewId?[this.viewId]:this.deck?.getViews().map(e=>e.id)??[]}getViewState(e){return this.deck?.viewManager?.getViewState(e)||{}}setViewState(e,n){this.deck?._onViewStateChange({viewId:e,viewState:n,interactionState:{}})}onCreateRootElement(){let e=["deck-widget",this.className,this.props.className],n=document.createElement("div");return e.filter(i=>typeof i=="string"&&i.length>0).forEach(i=>n.classList.add(i)),su(n,this.props.style),n}_onAdd(e){return this.onAdd(e)??this.onCreateRootElement()}onAdd(e){}onRemove(){}onViewportChange(e){}onRedraw(e){}onHover(e,n){}onClick(e,n){}onDrag(e,n){}onDragStart(e,n){}onDragEnd(e,n){}};It.defaultProps={id:"widget",style:{},_container:null,className:""};var OS={zIndex:"1",position:"absolute",pointerEvents:"none",color:"#a0a7b4",backgroundColor:"#29323c",padding:"10px",top:"0",left:"0",display:"none"},no=class extends It{constructor(e={}){super(e),this.id="default-tooltip",this.placement="fill",this.className="deck-tooltip",this.isVisible=!1,this.setProps(e)}onCreateRootElement(){let e=document.createElement("div");return e.className=this.className,Object.assign(e.style,OS),e}onRenderHTML(e){}onViewportChange(e){this.isVisible&&e.id===this.lastViewport?.id&&!e.equals(this.lastViewport)&&this.setTooltip(null),this.lastViewport=e}onHover(e){let{deck:n}=this,i=n&&n.props.getTooltip;if(!i)return;let r=i(e),o=this.widgetManager?.getCanvasBounds(e.viewport),s=e.x+(o?.x||0),a=e.y+(o?.y||0);this.setTooltip(r,s,a)}setTooltip(e,n,i){let r=this.rootElement;if(r){if(typeof e=="string")r.innerText=e;else if(e)e.text&&(r.innerText=e.text),e.html&&(r.innerHTML=e.html),e.className&&(r.className=e.className);else{this.isVisible=!1,r.style.display="none";return}this.isVisible=!0,r.style.display="block",r.style.transform=`translate(${n}px, ${i}px)`,e&&typeof e=="object"&&"style"in e&&Object.assign(r.style,e.style)}}};no.defaultProps={...It.defaultProps};var io=class{constructor(e){this.targets={},this.order=[],this.eventManagers={},this._eventRootToCanvasId=new WeakMap,this._createEventManager=e.createEventManager,this._getEventRoot=e.getEventRoot}finalize(){for(let e of Object.values(this.targets))e.eventManager.destroy(),e.presentationContext.destroy();this.targets={},this.order=[],this.eventManagers={},this._eventRootToCanvasId=new WeakMap}syncCanvasEntries(e){let n=this._normalizeCanvasList(e.canvases),i={},r=[],o=new Map;for(let{canvas:a}of n){let c=this._getEventRoot(a);o.set(c,(o.get(c)||0)+1)}for(let{id:a,canvas:c}of n){let l=this._getEventRoot(c),f=o.get(l)===1?l:c,u=this.targets[a];if(!u||u.device!==e.device||u.canvas!==c||u.eventRoot!==f){u?.eventManager.destroy(),u?.presentationContext.destroy();let d=e.device.createPresentationContext({id:a,canvas:c,useDevicePixels:e.useDevicePixels,autoResize:!0});u={id:a,device:e.device,canvas:c,eventRoot:f,presentationContext:d,eventManager:this._createEventManager(f)}}this._eventRootToCanvasId.set(f,a),this._eventRootToCanvasId.set(c,a),i[a]=u,r.push(a)}for(let[a,c]of Object.entries(this.targets))i[a]||(c.eventManager.destroy(),c.presentationContext.destroy());this.targets=i,this.order=r;let s=Object.fromEntries(Object.entries(i).map(([a,c])=>[a,c.eventManager]));this._haveSameEventManagers(s)||(this.eventManagers=s)}getCanvasIdFromEvent(e){return e?this._eventRootToCanvasId.get(e):void 0}getTarget(e){return this.targets[e||this.order[0]||hn]||null}_normalizeCanvasList(e=[]){let n=new Set;return e.map((i,r)=>{let o,s;return typeof i=="string"?(o=document.getElementById(i),W(o,`Canvas with id ${i} not found`),s=i):(o=i,s=o.id||`deckgl-canvas-${r}`),W(!n.has(s),`Duplicate canvas id ${s}`),n.add(s),{id:s,canvas:o}})}_haveSameEventManagers(e){let n=Object.keys(e),i=Object.keys(this.eventManagers);return n.length===i.length&&n.every(r=>e[r]===this.eventManagers[r])}};function Wt(){}var kS=({isDragging:t})=>t?"grabbing":"grab",im={id:"",width:"100%",height:"100%",style:null,viewState:null,initialViewState:null,pickingRadius:0,pickAsync:"auto",layerFilter:null,parameters:{},parent:null,device:null,deviceProps:{},gl:null,canvas:null,_canvases:null,layers:[],effects:[],views:null,controller:null,useDevicePixels:!0,touchAction:"none",eventRecognizerOptions:{},_framebuffer:null,_animate:!1,_pickable:!0,_typedArrayManagerProps:{},_customRender:null,widgets:[],onDeviceInitialized:Wt,onWebGLInitialized:Wt,onResize:Wt,onViewStateChange:Wt,onInteractionStateChange:Wt,onBeforeRender:Wt,onAfterRender:Wt,onLoad:Wt,onError:t=>D.error(t.message,t.cause)(),onHover:null,onClick:null,onDragStart:null,onDrag:null,onDragEnd:null,_onMetrics:null,getCursor:kS,getTooltip:null,debug:!1,drawPickingColors:!1},ro=class{constructor(e){this.width=0,this.height=0,this.userData={},this.device=null,this.canvas=null,this.viewManager=null,this.layerManager=null,this.effectManager=null,this.deckRenderer=null,this.deckPicker=null,this.eventManager=null,this.eventManagers={},this.widgetManager=null,this.tooltip=null,this.animationLoop=null,this._canvasContext=null,this._deviceResizeHandler=null,this.cursorState={isHovering:!1,isDragging:!1},this.stats=new Ds({id:"deck.gl"}),this.metrics={fps:0,setPropsTime:0,layersCount:0,drawLayersCount:0,updateLayersCount:0,updateAttributesCount:0,updateAttributesTime:0,framesRedrawn:0,pickTime:0,pickCount:0,pickLayersCount:0,gpuTime:0,gpuTimePerFrame:0,cpuTime:0,cpuTimePerFrame:0,bufferMemory:0,textureMemory:0,renderbufferMemory:0,gpuMemory:0},this._metricsCounter=0,this._hoverPickSequence=0,this._pointerDownPickSequence=0,this._needsRedraw="Initial render",this._canvasManager=new io({createEventManager:r=>this._createEventManager(r),getEventRoot:r=>this._getEventRoot(r)}),this._ownedCanvas=null,this._pickRequest={mode:"hover",x:-1,y:-1,radius:0,canvasId:void 0,event:null,unproject3D:!1},this._lastPointerDownInfo=null,this._lastPointerDownInfoPromise=null,this._onPointerMove=r=>{let{_pickRequest:o}=this,s=this._getCanvasIdFromEvent(r);if(r.type==="pointerleave")o.x=-1,o.y=-1,o.radius=0,o.canvasId=s;else{if(r.leftButton||r.rightButton)return;{let a=r.offsetCenter;if(!a)return;o.x=a.x,o.y=a.y,o.radius=this.props.pickingRadius,o.canvasId=s}}this.layerManager&&(this.layerManager.context.mousePosition={x:o.x,y:o.y}),o.event=r},this._onEvent=r=>{let o=bi[r.type],s=r.offsetCenter,a=this._getCanvasIdFromEvent(r);if(!o||!s||!this.layerManager)return;let c=this.layerManager.getLayers(),l=this._getInternalPickingMode();if(!l)return;if(l==="sync"){let u=r.type==="click"&&this._shouldUnproject3D(c)?this._getFirstPickedInfo(this._pickPointSync(this._getPointPickOptions(s.x,s.y,{unproject3D:!0,canvasId:a},c))):this._getLastPointerDownPickingInfo(s.x,s.y,a,c);this._dispatchPickingEvent(u,r);return}(this._lastPointerDownInfoPromise||Promise.resolve(this._getLastPointerDownPickingInfo(s.x,s.y,a,c))).then(u=>{this._dispatchPickingEvent(u,r)}).catch(u=>this.props.onError?.(u))},this._onPointerDown=r=>{let o=r.offsetCenter,s=this._getCanvasIdFromEvent(r);if(!o)return;let a=this._getInternalPickingMode();if(!a)return;let c=this.layerManager?.getLayers()||[],l=++this._pointerDownPickSequence;if(a==="sync"){let u=this._pickPointSync({x:o.x,y:o.y,canvasId:s,radius:this.props.pickingRadius}),d=this._getFirstPickedInfo(u);this._lastPointerDownInfo=d,this._lastPointerDownInfoPromise=Promise.resolve(d);return}let f=this._pickPointAsync(this._getPointPickOptions(o.x,o.y,{canvasId:s},c)).then(u=>this._getFirstPickedInfo(u)).then(u=>(l===this._pointerDownPickSequence&&(this._lastPointerDownInfo=u),u)).catch(u=>{this.props.onError?.(u);let d=this.deckPicker&&this.viewManager?this._getLastPointerDownPickingInfo(o.x,o.y,s,c):{};return l===this._pointerDownPickSequence&&(this._lastPointerDownInfo=d),d});this._lastPointerDownInfo=null,this._lastPointerDownInfoPromise=f};let n=e;this.props={...im,...e},e=this.props,this._validateCanvasConfiguration(e),e.viewState&&e.initialViewState&&D.warn("View state tracking is disabled. Use either `initialViewState` for auto update or `viewState` for manual update.")(),this.viewState=this.props.initialViewState,e.device&&(this.device=e.device,this._setDeviceCanvasContext(e.device));let i=this.device;!i&&e.gl&&(e.gl instanceof WebGLRenderingContext&&D.error("WebGL1 context not supported.")(),i=Bs.attach(e.gl,{_cacheShaders:!0,_cachePipelines:!0,...this.props.deviceProps})),i||(i=this._createDevice(e)),this.animationLoop=this._createAnimationLoop(i,e),this.setProps(n),e._typedArrayManagerProps&&lt.setOptions(e._typedArrayManagerProps),this.animationLoop.start()}finalize(){this._restoreDeviceResizeHandler(),this.animationLoop?.stop(),this.animationLoop?.destroy(),this.animationLoop=null,this._hoverPickSequence++,this._pointerDownPickSequence++,this._lastPointerDownInfo=null,this._lastPointerDownInfoPromise=null,this.layerManager?.finalize(),this.layerManager=null,this.viewManager?.finalize(),this.viewManager=null,this.effectManager?.finalize(),this.effectManager=null,this.deckRenderer?.finalize(),this.deckRenderer=null,this.deckPicker?.finalize(),this.deckPicker=null,Object.keys(this._canvasManager.targets).length||this.eventManager?.destroy(),this.eventManager=null,this.eventManagers={},this.widgetManager?.finalize(),this.widgetManager=null,this._canvasManager.finalize(),this._isMultiCanvasMode()?this.canvas=null:this.canvas&&this.canvas===this._ownedCanvas&&(this.canvas.parentElement?.removeChild(this.canvas),this.canvas=null,this._ownedCanvas=null),this._canvasContext=null}setProps(e){this.stats.get("setProps Time").timeStart(),"onLayerHover"in e&&D.removed("onLayerHover","onHover")(),"onLayerClick"in e&&D.removed("onLayerClick","onClick")(),e.initialViewState&&!ie(this.props.initialViewState,e.initialViewState,3)&&(this.viewState=e.initialViewState),W(!("_canvases"in e)||Array.isArray(e._canvases)===this._isMultiCanvasMode()),Object.assign(this.props,e),this._validateCanvasConfiguration(this.props),this._validateInternalPickingMode(),this.device&&this._isMultiCanvasMode()&&this._syncCanvasTargets(),this._setCanvasSize(this.props);let n=Object.create(this.props);if(Object.assign(n,{views:this._getViews(),width:this.width,height:this.height,viewState:this._getViewState(),eventManagers:this.eventManagers}),e.device&&e.device.id!==this.device?.id){let i=e.device.getDefaultCanvasContext();this.animationLoop?.stop(),!this._isMultiCanvasMode()&&this.canvas!==i.canvas&&(this.canvas?.remove(),this.eventManager?.destroy(),this.canvas=null),this._setDeviceCanvasContext(e.device),D.log(`recreating animation loop for new device! id=${e.device.id}`)(),this.animationLoop=this._createAnimationLoop(e.device,e),this.animationLoop.start()}if(this.animationLoop?.setProps(n),e.useDevicePixels!==void 0&&this._canvasContext?.setProps){this._canvasContext.setProps({useDevicePixels:e.useDevicePixels});for(let i of Object.values(this._canvasManager.targets))i.presentationContext.setProps({useDevicePixels:e.useDevicePixels})}this.layerManager&&(this.viewManager.setProps(n),this.layerManager.activateViewport(this.getViewports()[0]),this.layerManager.setProps(n),this.effectManager.setProps(n),this.deckRenderer.setProps(n),this.deckPicker.setProps(n),this.widgetManager.setProps(n)),this.stats.get("setProps Time").timeEnd()}needsRedraw(e={clearRedrawFlags:!1}){if(!this.layerManager)return!1;if(this.props._animate)return"Deck._animate";let n=this._needsRedraw;e.clearRedrawFlags&&(this._needsRedraw=!1);let i=this.viewManager.needsRedraw(e),r=this.layerManager.needsRedraw(e),o=this.effectManager.needsRedraw(e),s=this.deckRenderer.needsRedraw(e);return n=n||i||r||o||s,n}redraw(e){if(!this.layerManager)return;let n=this.needsRedraw({clearRedrawFlags:!0});n=e||n,n&&(this.stats.get("Redraw Count").incrementCount(),this.props._customRender?this.props._customRender(n):this._drawLayers(n))}get isInitialized(){return this.viewManager!==null}getViews(){return W(this.viewManager),this.viewManager.views}getView(e){return W(this.viewManager),this.viewManager.getView(e)}getViewports(e){return W(this.viewManager),this.viewManager.getViewports(e)}getCanvas(){return this.canvas}getCanvasContext(e){let n=e?this.viewManager?.getView(e)?.props.canvasId:void 0;return this._getCanvasContext(n)}getEventManager(e){if(!e||!this.viewManager)return this.eventManager;let n=this.viewManager.getCanvasId(e)||hn;return this.eventManagers[n]||this.eventManager}async pickObjectAsync(e){let n=(await this._pickAsync("pickObjectAsync","pickObject Time",e)).result;return n.length?n[0]:null}async pickObjectsAsync(e){return await this._pickAsync("pickObjectsAsync","pickObjects Time",e)}pickObject(e){let n=this._pick("pickObject","pickObject Time",e).result;return n.length?n[0]:null}pickMultipleObjects(e){return e.depth=e.depth||10,this._pick("pickObject","pickMultipleObjects Time",e).result}pickObjects(e){return this._pick("pickObjects","pickObjects Time",e)}_pickPositionForController(e,n,i){return this._getInternalPickingMode()!=="sync"?null:this.pickObject({x:e,y:n,radius:0,unproject3D:!0,canvasId:i?this.viewManager?.getCanvasId(i):void 0})}_addResources(e,n=!1){for(let i in e)this.layerManager.resourceManager.add({resourceId:i,data:e[i],forceUpdate:n})}_removeResources(e){for(let n of e)this.layerManager.resourceManager.remove(n)}_addDefaultEffect(e){this.effectManager.addDefaultEffect(e)}_addDefaultShaderModule(e){this.layerManager.addDefaultShaderModule(e)}_removeDefaultShaderModule(e){this.layerManager?.removeDefaultShaderModule(e)}_resolveInternalPickingMode(){let{pickAsync:e}=this.props,n=this.device?.type||this.props.deviceProps?.type;if(e==="auto")return n==="webgpu"?"async":"sync";if(e==="sync"&&n==="webgpu")throw new Error('`pickAsync: "sync"` is not supported when Deck is using a WebGPU device.');return e}_getInternalPickingMode(){try{return this._resolveInternalPickingMode()}catch(e){return this.props.onError?.(e),null}}_validateInternalPickingMode(){this._getInternalPickingMode()}_getFirstPickedInfo({result:e,emptyInfo:n}){return e[0]||n}_shouldUnproject3D(e=this.layerManager?.getLayers()||[]){return e.some(n=>n.props.pickable==="3d")}_getPointPickOptions(e,n,i={},r=this.layerManager?.getLayers()||[]){return{x:e,y:n,canvasId:i.canvasId,radius:this.props.pickingRadius,unproject3D:this._shouldUnproject3D(r),...i}}_pickPointSync(e){return this._pick("pickObject","pickObject Time",e)}_pickPointAsync(e){return this._pickAsync("pickObjectAsync","pickObject Time",e)}_getLastPointerDownPickingInfo(e,n,i,r=this.layerManager?.getLayers()||[]){return this.deckPicker.getLastPickedObject({x:e,y:n,layers:r,viewports:this.getViewports({x:e,y:n,canvasId:i})},this._lastPointerDownInfo)}_applyHoverCallbacks({result:e,emptyInfo:n},i){if(!this.widgetManager)return;this.cursorState.isHovering=e.length>0;let r=n,o=!1;for(let s of e)r=s,o=s.layer?.onHover(s,i)||o;o||(this.props.onHover?.(r,i),this.widgetManager.onHover(r,i))}_dispatchPickingEvent(e,n){if(!this.layerManager||!this.widgetManager)return;let i=bi[n.type];if(!i)return;let{layer:r}=e,o=r&&(r[i]||r.props[i]),s=this.props[i],a=!1;o&&(a=o.call(r,e,n)),a||(s?.(e,n),this.widgetManager.onEvent(e,n))}_pickAsync(e,n,i){W(this.deckPicker);let{stats:r}=this,o=this._isMultiCanvasMode()?i.canvasId||this._getDefaultCanvasId():i.canvasId,s=this._getCanvasContext(o)||void 0;r.get("Pick Count").incrementCount(),r.get(n).timeStart(),this._resizeForCanvasTarget(o);let a=this.deckPicker[e]({layers:this.layerManager.getLayers(i),views:this.viewManager.getViews(),viewports:this.getViewports({...i,canvasId:o}),onViewportActive:this.layerManager.activateViewport,effects:this.effectManager.getEffects(),...i,canvasId:o,canvasContext:s});return r.get(n).timeEnd(),a}_pick(e,n,i){W(this.deckPicker);let{stats:r}=this,o=this._isMultiCanvasMode()?i.canvasId||this._getDefaultCanvasId():i.canvasId,s=this._getCanvasContext(o)||void 0;r.get("Pick Count").incrementCount(),r.get(n).timeStart(),this._resizeForCanvasTarget(o);let a=this.deckPicker[e]({layers:this.layerManager.getLayers(i),views:this.viewManager.getViews(),viewports:this.getViewports({...i,canvasId:o}),onViewportActive:this.layerManager.activateViewport,effects:this.effectManager.getEffects(),...i,canvasId:o,canvasContext:s});return r.get(n).timeEnd(),a}_createCanvas(e){let n=e.canvas;return typeof n=="string"&&(n=document.getElementById(n),W(n)),n?this._ownedCanvas=null:(n=document.createElement("canvas"),n.id=e.id||"deckgl-overlay",e.width&&typeof e.width=="number"&&(n.width=e.width),e.height&&typeof e.height=="number"&&(n.height=e.height),(e.parent||document.body).appendChild(n),this._ownedCanvas=n),Object.assign(n.style,e.style),n}_isMultiCanvasMode(){return Array.isArray(this.props._canvases)}_getDefaultCanvasId(){return this._canvasManager.order[0]||hn}_validateCanvasConfiguration(e){Array.isArray(e._canvases)&&(W(!e.canvas),W(!e.gl),W(!e.device?.canvasContext||e.device.getDefaultCanvasContext().offscreenCanvas))}_createEventManager(e){let n=new Lr(e,{touchAction:this.props.touchAction,recognizers:Object.keys(Uf).map(i=>{let[r,o,s,a]=Uf[i],c=this.props.eventRecognizerOptions?.[i],l={...o,...c,event:i};return{recognizer:new r(l),recognizeWith:s,requireFailure:a}}),events:{pointerdown:this._onPointerDown,pointermove:this._onPointerMove,pointerleave:this._onPointerMove}});for(let i in bi)i==="dblclick"?n.watch(i,this._onEvent):n.on(i,this._onEvent);return n}_getEventRoot(e){return e.closest(".deck-events-root")||this.props.parent?.querySelector(".deck-events-root")||e}_syncCanvasTargets(){if(!this.device||!this._isMultiCanvasMode())return;this._canvasManager.syncCanvasEntries({device:this.device,canvases:this.props._canvases||[],useDevicePixels:this.props.useDevicePixels}),this.eventManagers=this._canvasManager.eventManagers;let e=this._getDefaultCanvasId();this.eventManager=this.eventManagers[e]||null,this.canvas=this._canvasManager.targets[e]?.canvas||null}_setCanvasContext(e){this._canvasContext=e,"style"in e.canvas&&(this.canvas=e.canvas)}_setDeviceCanvasContext(e,n={}){let i=e.getDefaultCanvasContext();this._setCanvasContext(i),this._setDeviceResizeHandler(e,n)}_setDeviceResizeHandler(e,n={}){let i=!!n.syncDrawingBuffer;if(this._deviceResizeHandler?.device===e){this._deviceResizeHandler.syncDrawingBuffer=i;return}this._restoreDeviceResizeHandler();let r=o=>{this._isMultiCanvasMode()?this._updateMultiCanvasDimensions():o===this._canvasContext&&this._canvasContext&&this._onCanvasContextResize(this._canvasContext,{syncDrawingBuffer:this._deviceResizeHandler?.syncDrawingBuffer})};e.props.onResize=r,this._deviceResizeHandler={device:e,onResize:r,syncDrawingBuffer:i}}_restoreDeviceResizeHandler(){let e=this._deviceResizeHandler;e&&e.device.props?.onResize===e.onResize&&(e.device.props.onResize=Wt),this._deviceResizeHandler=null}_setCanvasSize(e){if(this._isMultiCanvasMode()||!this.canvas)return;let{width:n,height:i}=e;if(n||n===0){let r=Number.isFinite(n)?`${n}px`:n;this.canvas.style.width=r}if(i||i===0){let r=Number.isFinite(i)?`${i}px`:i;this.canvas.style.position=e.style?.position||"absolute",this.canvas.style.height=r}}_getCanvasIdFromEvent(e){return this._canvasManager.getCanvasIdFromEvent(e?.rootElement)}_getCanvasContext(e){return this._canvasManager.getTarget(e)?.presentationContext||this._canvasContext}_resizeForCanvasTarget(e){let n=this._canvasManager.getTarget(e);if(!n||!this.device?.canvasContext)return;let[i,r]=n.presentationContext.getDrawingBufferSize();this.device.canvasContext.setDrawingBufferSize(i,r)}_createDeviceCanvas(e){if(this._isMultiCanvasMode()){let n=globalThis.OffscreenCanvas;if(!n)throw new Error("`_canvases` requires OffscreenCanvas support.");let i=typeof e.width=="number"&&Number.isFinite(e.width)?e.width:1,r=typeof e.height=="number"&&Number.isFinite(e.height)?e.height:1;return new n(i,r)}return this._createCanvas(e)}_updateCanvasSize(e=this._canvasContext){if(this._isMultiCanvasMode()){this._updateMultiCanvasDimensions();return}let{canvas:n}=this,[i,r]=e?e.getCSSSize():[n?.clientWidth??n?.width??0,n?.clientHeight??n?.height??0];(i!==this.width||r!==this.height)&&(this.width=i,this.height=r,this.viewManager?.setProps({width:i,height:r}),this.layerManager?.activateViewport(this.getViewports()[0]),this.props.onResize({width:i,height:r},e||void 0))}_onCanvasContextResize(e,n={}){if(n.syncDrawingBuffer){let{width:i,height:r}=e.canvas;e.setDrawingBufferSize(i,r)}this._needsRedraw="Canvas resized",this._updateCanvasSize(e)}_updateMultiCanvasDimensions(){let[e,n]=this._getCanvasContext()?.getCSSSize()||[0,0];(e!==this.width||n!==this.height)&&(this.width=e,this.height=n,this.props.onResize({width:e,height:n})),this._needsRedraw="Canvas resized",this.viewManager?.setNeedsUpdate("Canvas resized"),this.viewManager?.setProps({width:this.width,height:this.height})}_createAnimationLoop(e,n){let{gl:i,onError:r}=n;return new ph({device:e,autoResizeDrawingBuffer:!i&&!Array.isArray(n._canvases),autoResizeViewport:!1,onInitialize:o=>this._setDevice(o.device),onRender:this._onRenderFrame.bind(this),onError:r})}_createDevice(e){let n=this.props.deviceProps?.createCanvasContext,i=typeof n=="object"?n:void 0,r={adapters:[],_cacheShaders:!0,_cachePipelines:!0,...e.deviceProps};r.adapters.includes(Bs)||r.adapters.push(Bs);let o={alphaMode:this.props.deviceProps?.type==="webgpu"?"premultiplied":void 0};return pl.createDevice({_reuseDevices:!0,type:"webgl",...r,createCanvasContext:{...o,...i,canvas:this._createDeviceCanvas(e),useDevicePixels:this.props.useDevicePixels,autoResize:!0}})}_getViewState(){return this.props.viewState||this.viewState}_getViews(){let{views:e}=this.props,n=Array.isArray(e)?e:e?[e]:[new Oa({id:"default-view"})];return n.length&&this.props.controller&&(n[0]=n[0].clone({controller:this.props.controller})),n}_onContextLost(){let{onError:e}=this.props;this.animationLoop&&e&&e(new Error("WebGL context is lost"))}_pickAndCallback(){let{_pickRequest:e}=this;if(e.event){let n=e.event,i=this.layerManager?.getLayers()||[],r=this._getPointPickOptions(e.x,e.y,{canvasId:e.canvasId,radius:e.radius,mode:e.mode},i),o=this._getInternalPickingMode(),s=++this._hoverPickSequence;if(e.event=null,e.canvasId=void 0,!o)return;if(o==="sync"){this._applyHoverCallbacks(this._pickPointSync(r),n);return}this._pickPointAsync(r).then(({result:a,emptyInfo:c})=>{s===this._hoverPickSequence&&this._applyHoverCallbacks({result:a,emptyInfo:c},n)}).catch(a=>this.props.onError?.(a))}}_updateCursor(){let e=this.props.getCursor(this.cursorState);if(this._isMultiCanvasMode()){for(let i of Object.values(this._canvasManager.targets))i.canvas.style.cursor=e;return}let n=this.props.parent||this.canvas;n&&(n.style.cursor=e)}_setDevice(e){if(this.device=e,this._validateInternalPickingMode(),!this.animationLoop)return;this._setDeviceCanvasContext(e,{syncDrawingBuffer:!!(this.props.gl&&this.props.device!==e)}),this._isMultiCanvasMode()?this._syncCanvasTargets():this.canvas&&!this.canvas.isConnected&&this.props.parent&&this.props.parent.insertBefore(this.canvas,this.props.parent.firstChild),this.device.type==="webgl"&&this.device.setParametersWebGL({blend:!0,blendFunc:[770,771,1,771],polygonOffsetFill:!0,depthTest:!0,depthFunc:515}),this.props.onDeviceInitialized(this.device),this.device.type==="webgl"&&this.props.onWebGLInitialized(this.device.gl);let n=new zs;if(n.play(),this.animationLoop.attachTimeline(n),!this._isMultiCanvasMode()){let o=this.canvas&&this._getEventRoot(this.canvas);W(o),this.eventManager=this._createEventManager(o),this.eventManagers={[hn]:this.eventManager}}this.viewManager=new Wr({timeline:n,eventManager:this.eventManager,eventManagers:this.eventManagers,getCanvasContext:this._isMultiCanvasMode()?this.getCanvasContext.bind(this):void 0,onViewStateChange:this._onViewStateChange.bind(this),onInteractionStateChange:this._onInteractionStateChange.bind(this),pickPosition:this._pickPositionForController.bind(this),views:this._getViews(),viewState:this._getViewState(),width:this.width,height:this.height});let i=this.viewManager.getViewports()[0];this.layerManager=new Gr(this.device,{deck:this,stats:this.stats,viewport:i,timeline:n}),this.effectManager=new Jr({deck:this,device:this.device}),this.deckRenderer=new eo(this.device,{stats:this.stats}),this.deckPicker=new to(this.device,{stats:this.stats});let r=this.props.parent?.querySelector(".deck-widgets-root")||(this._isMultiCanvasMode()?this.props.parent||this.canvas?.parentElement:null)||this.canvas?.parentElement;this.widgetManager=new Da({deck:this,parentElement:r}),this.widgetManager.addDefault(new no),this.setProps({}),this._updateCanvasSize(this._canvasContext),this.props.onLoad()}_drawLayers(e,n){let{device:i,gl:r}=this.layerManager.context;this.props.onBeforeRender({device:i,gl:r});let o={target:this.props._framebuffer,layers:this.layerManager.getLayers(),viewports:this.viewManager.getViewports(),onViewportActive:this.layerManager.activateViewport,views:this.viewManager.getViews(),pass:"screen",effects:this.effectManager.getEffects(),...n};if(this._isMultiCanvasMode()&&o.pass==="screen"&&!o.target&&this._canvasManager.order.length)for(let s of this._canvasManager.order){let a=o.viewports.filter(f=>this.viewManager.getCanvasId(f.id)===s);if(!a.length){let f=this._canvasManager.targets[s];this._resizeForCanvasTarget(s),this.deckRenderer?.renderLayers({...o,canvasContext:f.presentationContext,target:f.presentationContext.getCurrentFramebuffer(),viewports:[],clearCanvas:!0}),f.presentationContext.present();continue}let c=this._canvasManager.targets[s];this._resizeForCanvasTarget(s);let l=c.presentationContext.getCurrentFramebuffer();this.deckRenderer?.renderLayers({...o,canvasContext:c.presentationContext,target:l,viewports:a}),c.presentationContext.present()}else this.deckRenderer?.renderLayers(o);o.pass==="screen"&&this.widgetManager.onRedraw({viewports:o.viewports,layers:o.layers}),this.props.onAfterRender({device:i,gl:r})}_onRenderFrame(){this._getFrameStats(),this._metricsCounter++%60===0&&(this._getMetrics(),this.stats.reset(),D.table(4,this.metrics)(),this.props._onMetrics&&this.props._onMetrics(this.metrics)),this._updateCursor(),this.layerManager.updateLayers(),this._pickAndCallback(),this.redraw(),this.viewManager&&this.viewManager.updateViewStates()}_onViewStateChange(e){let n=this.props.onViewStateChange(e)||e.viewState;this.viewState&&(this.viewState={...this.viewState,[e.viewId]:n},this.props.viewState||this.viewManager&&this.viewManager.setProps({viewState:this.viewState}))}_onInteractionStateChange(e){this.cursorState.isDragging=e.isDragging||!1,this.props.onInteractionStateChange(e)}_getFrameStats(){let{stats:e}=this;e.get("frameRate").timeEnd(),e.get("frameRate").timeStart();let n=this.animationLoop.stats;e.get("GPU Time").addTime(n.get("GPU Time").lastTiming),e.get("CPU Time").addTime(n.get("CPU Time").lastTiming)}_getMetrics(){let{metrics:e,stats:n}=this;e.fps=n.get("frameRate").getHz(),e.setPropsTime=n.get("setProps Time").time,e.updateAttributesTime=n.get("Update Attributes").time,e.framesRedrawn=n.get("Redraw Count").count,e.pickTime=n.get("pickObject Time").time+n.get("pickMultipleObjects Time").time+n.get("pickObjects Time").time,e.pickCount=n.get("Pick Count").count,e.layersCount=this.layerManager?.layers.length??0,e.drawLayersCount=n.get("Layers rendered").lastSampleCount,e.pickLayersCount=n.get("Layers picked").lastSampleCount,e.updateLayersCount=n.get("Layer updates").count,e.updateAttributesCount=n.get("Attributes updated").count,e.gpuTime=n.get("GPU Time").time,e.cpuTime=n.get("CPU Time").time,e.gpuTimePerFrame=n.get("GPU Time").getAverageTime(),e.cpuTimePerFrame=n.get("CPU Time").getAverageTime();let i=pl.stats.get("GPU Time and Memory");e.bufferMemory=i.get("Buffer Memory").count,e.textureMemory=i.get("Texture Memory").count,e.renderbufferMemory=i.get("Renderbuffer Memory").count,e.gpuMemory=i.get("GPU Memory").count}};ro.defaultProps=im;ro.VERSION=xp;var rm=ro;function om(t){switch(t){case"float64":return Float64Array;case"uint8":case"unorm8":return Uint8ClampedArray;default:return fh(t)}}var sm=gl.getDataType.bind(gl);function oo(t,e,n){if(e.size>4)return null;let i=n==="webgpu"&&e.type==="uint8"?"unorm8":e.type,r=e.size,o=!!(n!=="webgpu"&&r===3&&i&&["uint8","sint8","unorm8","snorm8","uint16","sint16","unorm16","snorm16"].includes(i));return{attribute:t,format:r>1?`${i}x${r}${o?"-webgl":""}`:e.type,byteOffset:e.offset||0}}function et(t){return t.stride||t.size*t.bytesPerElement}function am(t,e){return t.type===e.type&&t.size===e.size&&et(t)===et(e)&&(t.offset||0)===(e.offset||0)}function au(t,e){e.offset&&D.removed("shaderAttribute.offset","vertexOffset, elementOffset")();let n=et(t),i=e.vertexOffset!==void 0?e.vertexOffset:t.vertexOffset||0,r=e.elementOffset||0,o=i*n+r*t.bytesPerElement+(t.offset||0);return{...e,offset:o,stride:n}}function RS(t,e){let n=au(t,e);return{high:n,low:{...n,offset:n.offset+t.size*4}}}var so=class{constructor(e,n,i){this._buffer=null,this.device=e,this.id=n.id||"",this.size=n.size||1;let r=n.logicalType||n.type,o=r==="float64",{defaultValue:s}=n;s=Number.isFinite(s)?[s]:s||new Array(this.size).fill(0);let a;o?a="float32":!r&&n.isIndexed?a="uint32":a=r||"float32";let c=om(r||a);this.doublePrecision=o,o&&n.fp64===!1&&(c=Float32Array),this.value=null,this.settings={...n,defaultType:c,defaultValue:s,logicalType:r,type:a,normalized:a.includes("norm"),size:this.size,bytesPerElement:c.BYTES_PER_ELEMENT},this.state={...i,externalBuffer:null,bufferAccessor:this.settings,allocatedValue:null,numInstances:0,bounds:null,constant:!1}}get isConstant(){return this.state.constant}get buffer(){return this._buffer}get byteOffset(){let e=this.getAccessor();return e.vertexOffset?e.vertexOffset*et(e):0}get numInstances(){return this.state.numInstances}set numInstances(e){this.state.numInstances=e}get isDoublePrecisionBuffer(){return this._shouldSplitDoublePrecisionValue(this.value)}delete(){this._buffer&&(this._buffer.delete(),this._buffer=null),lt.release(this.state.allocatedValue),this.state.allocatedValue=null}getBuffer(){return this.state.constant&&this.device.type!=="webgpu"?null:this.state.externalBuffer||this._buffer}getValue(e=this.id,n=null){let i={};if(this.state.constant){let r=this.value;if(this.device.type==="webgpu"&&this._buffer)i[e]=this._buffer;else if(n){let o=au(this.getAccessor(),n),s=o.offset/r.BYTES_PER_ELEMENT,a=o.size||this.size;i[e]=r.subarray(s,s+a)}else i[e]=r}else i[e]=this.getBuffer();return this.doublePrecision&&(this.isDoublePrecisionBuffer?i[`${e}64Low`]=i[e]:i[`${e}64Low`]=new Float32Array(this.size)),i}_getBufferLayout(e=this.id,n=null){let i=this.getAccessor(),r=[],o={name:this.id,byteStride:this.device.type==="webgpu"&&this.state.constant?0:et(i)};if(this.doublePrecision){let s=RS(i,n||{});r.push(oo(e,{...i,...s.high},this.device.type),oo(`${e}64Low`,{...i,...s.low},this.device.type))}else if(n){let s=au(i,n);r.push(oo(e,{...i,...s},this.device.type))}else r.push(oo(e,i,this.device.type));return o.attributes=r.filter(Boolean),o}setAccessor(e){this.state.bufferAccessor=e}getAccessor(){return this.state.bufferAccessor}getBounds(){if(this.state.bounds)return this.state.bounds;let e=null;if(this.state.constant&&this.value){let n=Array.from(this.value);e=[n,n]}else{let{value:n,numInstances:i,size:r}=this,o=i*r;if(n&&o&&n.length>=o){let s=new Array(r).fill(1/0),a=new Array(r).fill(-1/0);for(let c=0;c<o;)for(let l=0;l<r;l++){let f=n[c++];f<s[l]&&(s[l]=f),f>a[l]&&(a[l]=f)}e=[s,a]}}return this.state.bounds=e,e}setData(e){let{state:n}=this,i;ArrayBuffer.isView(e)?i={value:e}:e instanceof be?i={buffer:e}:i=e;let r={...this.settings,...i};if(ArrayBuffer.isView(i.value)){if(!i.type)if(this.doublePrecision&&i.value instanceof Float64Array)r.type="float32";else{let s=sm(i.value);r.type=r.normalized?s.replace("int","norm"):s}r.bytesPerElement=i.value.BYTES_PER_ELEMENT,r.stride=et(r)}if(n.bounds=null,i.constant){let o=i.value;if(o=this._normalizeValue(o,[],0),this.settings.normalized&&(o=this.normalizeConstant(o)),!(!n.constant||!this._areValuesEqual(o,this.value)))return!1;n.externalBuffer=null,n.constant=!0,this.value=ArrayBuffer.isView(o)?o:new Float32Array(o)}else if(i.buffer){let o=i.buffer;n.externalBuffer=o,n.constant=!1,this.value=i.value||null}else if(i.value){this._checkExternalBuffer(i);let o=i.value,s=o;n.externalBuffer=null,n.constant=!1,this.value=o,this._shouldSplitDoublePrecisionValue(s)&&(s=Li(s,r),o instanceof Float32Array&&(r.stride=r.size*2*Float32Array.BYTES_PER_ELEMENT));let{buffer:a}=this,c=et(r),l=(r.vertexOffset||0)*c;if(this.settings.isIndexed){let u=this.settings.defaultType;s.constructor!==u&&(s=new u(s))}let f=s.byteLength+l+c*2;(!a||a.byteLength<f)&&(a=this._createBuffer(f)),a.write(s,l)}return this.setAccessor(r),!0}updateSubBuffer(e={}){this.state.bounds=null;let n=this.value,{startOffset:i=0,endOffset:r}=e,o=this._shouldSplitDoublePrecisionValue(n);this.buffer.write(o?Li(n,{size:this.size,startIndex:i,endIndex:r}):n.subarray(i,r),i*(o?8:n.BYTES_PER_ELEMENT)+this.byteOffset)}allocate(e,n=!1){let{state:i}=this,r=i.allocatedValue,o=lt.allocate(r,e+1,{size:this.size,type:this.settings.defaultType,copy:n});this.value=o;let s=this._shouldSplitDoublePrecisionValue(o),a=s&&o instanceof Float32Array?{...this.settings,stride:this.size*2*Float32Array.BYTES_PER_ELEMENT}:this.settings;this.setAccessor(a);let{byteOffset:c}=this,{buffer:l}=this,f=o.byteLength*(s&&o instanceof Float32Array?2:1);return(!l||l.byteLength<f+c)&&(l=this._createBuffer(f+c),n&&r&&l.write(this._shouldSplitDoublePrecisionValue(r)?Li(r,this):r,c)),i.allocatedValue=o,i.constant=!1,i.externalBuffer=null,!0}_shouldSplitDoublePrecisionValue(e){return!!(this.doublePrecision&&(e instanceof Float64Array||this.device.type==="webgpu"&&e instanceof Float32Array))}_checkExternalBuffer(e){let{value:n}=e;if(!ArrayBuffer.isView(n))throw new Error(`Attribute ${this.id} value is not TypedArray`);let i=this.settings.defaultType,r=!1;if(this.doublePrecision&&(r=n.BYTES_PER_ELEMENT<4),r)throw new Error(`Attribute ${this.id} does not support ${n.constructor.name}`);!(n instanceof i)&&this.settings.normalized&&!("normalized"in e)&&D.warn(`Attribute ${this.id} is normalized`)()}normalizeConstant(e){switch(this.settings.type){case"snorm8":return new Float32Array(e).map(n=>(n+128)/255*2-1);case"snorm16":return new Float32Array(e).map(n=>(n+32768)/65535*2-1);case"unorm8":return new Float32Array(e).map(n=>n/255);case"unorm16":return new Float32Array(e).map(n=>n/65535);default:return e}}_normalizeValue(e,n,i){let{defaultValue:r,size:o}=this.settings;if(Number.isFinite(e))return n[i]=e,n;if(!e){let s=o;for(;--s>=0;)n[i+s]=r[s];return n}switch(o){case 4:n[i+3]=Number.isFinite(e[3])?e[3]:r[3];case 3:n[i+2]=Number.isFinite(e[2])?e[2]:r[2];case 2:n[i+1]=Number.isFinite(e[1])?e[1]:r[1];case 1:n[i+0]=Number.isFinite(e[0])?e[0]:r[0];break;default:let s=o;for(;--s>=0;)n[i+s]=Number.isFinite(e[s])?e[s]:r[s]}return n}_areValuesEqual(e,n){if(!e||!n)return!1;let{size:i}=this;for(let r=0;r<i;r++)if(e[r]!==n[r])return!1;return!0}_createBuffer(e){this._buffer&&this._buffer.destroy();let{isIndexed:n,type:i}=this.settings,r=this.device.type==="webgpu"&&!n?be.VERTEX|be.STORAGE|be.COPY_DST|be.COPY_SRC:(n?be.INDEX:be.VERTEX)|be.COPY_DST;return this._buffer=this.device.createBuffer({...this._buffer?.props,id:this.id,usage:r,indexType:n?i:void 0,byteLength:e}),this._buffer}};var cm=[],lm=[];function dt(t,e=0,n=1/0){let i=cm,r={index:-1,data:t,target:[]};return t?typeof t[Symbol.iterator]=="function"?i=t:t.length>0&&(lm.length=t.length,i=lm):i=cm,(e>0||Number.isFinite(n))&&(i=(Array.isArray(i)?i:Array.from(i)).slice(e,n),r.index=e-1),{iterable:i,objectInfo:r}}function Fa(t){return t&&t[Symbol.asyncIterator]}function za(t,e){let{size:n,stride:i,offset:r,startIndices:o,nested:s}=e,a=t.BYTES_PER_ELEMENT,c=i?i/a:n,l=r?r/a:0,f=Math.floor((t.length-l)/c);return(u,{index:d,target:h})=>{if(!o){let x=d*c+l;for(let b=0;b<n;b++)h[b]=t[x+b];return h}let p=o[d],m=o[d+1]||f,g;if(s){g=new Array(m-p);for(let x=p;x<m;x++){let b=x*c+l;h=new Array(n);for(let v=0;v<n;v++)h[v]=t[b+v];g[x-p]=h}}else if(c===n)g=t.subarray(p*n+l,m*n+l);else{g=new t.constructor((m-p)*n);let x=0;for(let b=p;b<m;b++){let v=b*c+l;for(let y=0;y<n;y++)g[x++]=t[v+y]}}return g}}var fm=[],ao=[[0,1/0]];function um(t,e){if(t===ao||(e[0]<0&&(e[0]=0),e[0]>=e[1]))return t;let n=[],i=t.length,r=0;for(let o=0;o<i;o++){let s=t[o];s[1]<e[0]?(n.push(s),r=o+1):s[0]>e[1]?n.push(s):e=[Math.min(s[0],e[0]),Math.max(s[1],e[1])]}return n.splice(r,0,e),n}var FS={interpolation:{duration:0,easing:t=>t},spring:{stiffness:.05,damping:.5}};function Na(t,e){if(!t)return null;Number.isFinite(t)&&(t={type:"interpolation",duration:t});let n=t.type||"interpolation";return{...FS[n],...e,...t,type:n}}var Bn=class extends so{constructor(e,n){super(e,n,{startIndices:null,constantValue:null,lastExternalBuffer:null,binaryValue:null,binaryAccessor:null,needsUpdate:!0,needsRedraw:!1,layoutChanged:!1,updateRanges:ao}),this.constant=!1,this.settings.update=n.update||(n.accessor?this._autoUpdater:void 0),Object.seal(this.settings),Object.seal(this.state),this._validateAttributeUpdaters()}get startIndices(){return this.state.startIndices}set startIndices(e){this.state.startIndices=e}needsUpdate(){return this.state.needsUpdate}needsRedraw({clearChangedFlags:e=!1}={}){let n=this.state.needsRedraw;return this.state.needsRedraw=n&&!e,n}layoutChanged(){return this.state.layoutChanged}setAccessor(e){var n;(n=this.state).layoutChanged||(n.layoutChanged=!am(e,this.getAccessor())),super.setAccessor(e)}getUpdateTriggers(){let{accessor:e}=this.settings;return[this.id].concat(typeof e!="function"&&e||[])}supportsTransition(){return!!this.settings.transition}getTransitionSetting(e){if(!e||!this.supportsTransition())return null;let{accessor:n}=this.settings,i=this.settings.transition,r=Array.isArray(n)?e[n.find(o=>e[o])]:e[n];return Na(r,i)}setNeedsUpdate(e=this.id,n){if(this.state.needsUpdate=this.state.needsUpdate||e,this.setNeedsRedraw(e),n){let{startRow:i=0,endRow:r=1/0}=n;this.state.updateRanges=um(this.state.updateRanges,[i,r])}else this.state.updateRanges=ao}clearNeedsUpdate(){this.state.needsUpdate=!1,this.state.updateRanges=fm}setNeedsRedraw(e=this.id){this.state.needsRedraw=this.state.needsRedraw||e}allocate(e){let{state:n,settings:i}=this;if(i.noAlloc)return!1;if(i.update){let r=this.isConstant;return super.allocate(e,n.updateRanges!==ao),n.layoutChanged||(n.layoutChanged=r&&this.device.type==="webgpu"),!0}return!1}updateBuffer({numInstances:e,data:n,props:i,context:r}){if(!this.needsUpdate())return!1;let{state:{updateRanges:o},settings:{update:s,noAlloc:a}}=this,c=!0;if(s){for(let[l,f]of o)s.call(r,this,{data:n,startRow:l,endRow:f,props:i,numInstances:e});if(this.value)if(this.constant||!this.buffer||this.buffer.byteLength<this.value.byteLength+this.byteOffset){if(this.constant){let l=this.value;this.value=null,this.setConstantValue(r,l)}else this.setData({value:this.value,constant:this.constant});this.constant=!1}else for(let[l,f]of o){let u=Number.isFinite(l)?this.getVertexOffset(l):0,d=Number.isFinite(f)?this.getVertexOffset(f):a||!Number.isFinite(e)?this.value.length:e*this.size;super.updateSubBuffer({startOffset:u,endOffset:d})}this._checkAttributeArray()}else c=!1;return this.clearNeedsUpdate(),this.setNeedsRedraw(),c}setConstantValue(e,n){var i;if(n===void 0||typeof n=="function")return!1;let r=this.isConstant,o=this.settings.transform&&e?this.settings.transform.call(e,n):n,s=this.settings.defaultType;this.state.constantValue=this._normalizeValue(o,new s(this.size),0);let a=this.setData({constant:!0,value:o});if(this.device.type==="webgpu"){let c=this.state.constantValue;this.doublePrecision&&(c instanceof Float32Array||c instanceof Float64Array)&&(c=Li(c,{size:this.size}),this.setAccessor({...this.getAccessor(),stride:this.size*2*Float32Array.BYTES_PER_ELEMENT}));let l=this._buffer;(!l||l.byteLength<c.byteLength)&&(l=this._createBuffer(c.byteLength)),l.write(c),(i=this.state).layoutChanged||(i.layoutChanged=!r),this.constant=!1}return a&&this.setNeedsRedraw(),this.clearNeedsUpdate(),!0}getConstantValue(){return this.isConstant?this.state.constantValue:null}setExternalBuffer(e){let{state:n}=this;return e?(this.clearNeedsUpdate(),n.lastExternalBuffer===e||(n.lastExternalBuffer=e,this.setNeedsRedraw(),this.setData(e)),!0):(n.lastExternalBuffer=null,!1)}setBinaryValue(e,n=null){let{state:i,settings:r}=this;if(!e)return i.binaryValue=null,i.binaryAccessor=null,!1;if(r.noAlloc)return!1;if(i.binaryValue===e)return this.clearNeedsUpdate(),!0;if(i.binaryValue=e,this.setNeedsRedraw(),r.transform||n!==this.startIndices){ArrayBuffer.isView(e)&&(e={value:e});let s=e;W(ArrayBuffer.isView(s.value),`invalid ${r.accessor}`);let a=!!s.size&&s.size!==this.size;return i.binaryAccessor=za(s.value,{size:s.size||this.size,stride:s.stride,offset:s.offset,startIndices:n,nested:a}),!1}return this.clearNeedsUpdate(),this.setData(e),!0}getVertexOffset(e){let{startIndices:n}=this;return(n?e<n.length?n[e]:this.numInstances:e)*this.size}getValue(){let e=this.settings.shaderAttributes,n=super.getValue();if(!e)return n;for(let i in e)Object.assign(n,super.getValue(i,e[i]));return n}getBufferLayout(e){this.state.layoutChanged=!1;let n=this.settings.shaderAttributes,i=super._getBufferLayout(),{stepMode:r}=this.settings;if(r==="dynamic"?i.stepMode=e?e.isInstanced?"instance":"vertex":"instance":i.stepMode=r??"vertex",!n)return i;for(let o in n){let s=super._getBufferLayout(o,n[o]);i.attributes.push(...s.attributes)}return i}_autoUpdater(e,{data:n,startRow:i,endRow:r,props:o,numInstances:s}){let{settings:a,state:c,value:l,size:f,startIndices:u}=e,{accessor:d,transform:h}=a,p=c.binaryAccessor||(typeof d=="function"?d:o[d]);W(typeof p=="function",`accessor "${d}" is not a function`);let m=e.getVertexOffset(i),{iterable:g,objectInfo:x}=dt(n,i,r);for(let b of g){x.index++;let v=p(b,x);if(h&&(v=h.call(this,v)),u){let y=(x.index<u.length-1?u[x.index+1]:s)-u[x.index];if(v&&Array.isArray(v[0])){let w=m;for(let _ of v)e._normalizeValue(_,l,w),w+=f}else v&&v.length>f?l.set(v,m):(e._normalizeValue(v,x.target,0),$g({target:l,source:x.target,start:m,count:y}));m+=y*f}else e._normalizeValue(v,l,m),m+=f}}_validateAttributeUpdaters(){let{settings:e}=this;if(!(e.noAlloc||typeof e.update=="function"))throw new Error(`Attribute ${this.id} missing update or accessor`)}_checkAttributeArray(){let{value:e}=this,n=Math.min(4,this.size);if(e&&e.length>=n){let i=!0;switch(n){case 4:i=i&&Number.isFinite(e[3]);case 3:i=i&&Number.isFinite(e[2]);case 2:i=i&&Number.isFinite(e[1]);case 1:i=i&&Number.isFinite(e[0]);break;default:i=!1}if(!i)throw new Error(`Illegal attribute generated for ${this.id}`)}}};var co=class t{gpuDataEvaluators;format;length;id;_gpuVector;_ownsGPUDataEvaluators;_destroyed=!1;static fromGPUVector(e){if(e.bufferLayout)throw new Error(`GPUVectorEvaluator.fromGPUVector() does not accept interleaved vector "${e.name}"`);if(e.data.length===0)throw new Error(`GPUVectorEvaluator.fromGPUVector() requires GPUData for "${e.name}"`);return new t({id:e.name,gpuDataEvaluators:e.data.map(n=>Fe.fromGPUData(n,{id:e.name})),gpuVector:e,format:e.format})}static fromGPUDataEvaluators(e,n={}){return new t({id:n.id,gpuDataEvaluators:e,format:n.format})}constructor({id:e,gpuDataEvaluators:n,gpuVector:i,format:r}){if(n.length===0)throw new Error("GPUVectorEvaluator requires at least one GPUData evaluator");zS(n),this.id=e,this.gpuDataEvaluators=n,this.format=r??n[0].format,this.length=n.reduce((o,s)=>o+s.length,0),this._gpuVector=i,this._ownsGPUDataEvaluators=!i}get evaluated(){return!!this._gpuVector}get gpuVector(){if(!this._gpuVector)throw new Error(`${this} not evaluated`);return this._gpuVector}mapGPUData(e){return t.fromGPUDataEvaluators(this.gpuDataEvaluators.map((n,i)=>e(n,i)),{id:this.id})}async evaluate(e,n={}){if(this._destroyed)throw new Error(`GPUVectorEvaluator ${this} already destroyed`);if(this._gpuVector)return this._gpuVector;let i=await Promise.all(this.gpuDataEvaluators.map(a=>a.evaluate(e,n))),r=i[0],o=i.map(dm),s=n.format??this.format??r.format;return this._gpuVector=new ml({type:"data",name:n.name??this.id??"vector",format:s,data:o,stride:r.stride,byteStride:r.byteStride,rowByteLength:r.rowByteLength,bufferLayout:r.bufferLayout}),this._gpuVector}evaluateSync(e,n={}){if(this._destroyed)throw new Error(`GPUVectorEvaluator ${this} already destroyed`);if(this._gpuVector)return this._gpuVector;let i=this.gpuDataEvaluators.map(a=>a.evaluateSync(e,n)),r=i[0],o=i.map(dm),s=n.format??this.format??r.format;return this._gpuVector=new ml({type:"data",name:n.name??this.id??"vector",format:s,data:o,stride:r.stride,byteStride:r.byteStride,rowByteLength:r.rowByteLength,bufferLayout:r.bufferLayout}),this._gpuVector}destroy(){if(this._ownsGPUDataEvaluators)for(let e of this.gpuDataEvaluators)e.destroy();this._gpuVector=void 0,this._destroyed=!0}toString(){return this.id??this.constructor.name}};function zS(t){let e=t[0];for(let n of t.slice(1))if(n.type!==e.type||n.size!==e.size||n.normalized!==e.normalized||n.format!==e.format)throw new Error("GPUVectorEvaluator requires matching GPUData evaluator layouts")}function dm(t){let[e,...n]=t.data;if(!e||n.length>0)throw new Error(`GPUVectorEvaluator requires one GPUData chunk for "${t.name}"`);return e}var fu={};ai(fu,{arithmetic:()=>hm,dot:()=>vm,equalAll:()=>bm,extent:()=>gm,fround:()=>mm,gather:()=>ym,interleave:()=>xm,length:()=>wm,segmentedMap:()=>_m,select:()=>Pm,sequence:()=>Cm,swizzle:()=>Sm});function ki({elementWise:t,func:e,inputs:n,output:i,outputBuffer:r}){let o=Array.isArray(n)?n:Object.values(n);for(let p of o)if(!p.value)throw new Error(`${p} does not have CPU value`);let s=i.length,a=i.size,c=new i.ValueType(s*a);for(let p=0;p<s;p++){let m=o.map(g=>se(g,p));if(t)for(let g=0;g<a;g++)c[p*a+g]=e.apply(null,m.map(x=>x[g]));else e.call(null,c.subarray(p*a,p*a+a),...m)}let l=i.ValueType.BYTES_PER_ELEMENT,f=i.offset/l,u=i.stride/l,d=a,h=c;if(f!==0||u!==d){h=new i.ValueType(f+i.byteLength/l);for(let p=0;p<s;p++){let m=p*d,g=f+p*u,x=c.subarray(m,m+a);h.set(x,g),r.write(x,g*l)}}else r.write(c);return{success:!0,value:h}}function se(t,e){let n=t.value,i=t.size,r=t.offset/t.ValueType.BYTES_PER_ELEMENT,o=t.stride/t.ValueType.BYTES_PER_ELEMENT,s=t.isConstant?0:e,a=r+s*o,c=n.slice(a,a+i);if(!t.normalized)return c;let l=new Float32Array(i);for(let f=0;f<i;f++)l[f]=NS(c[f],t.type);return l}function NS(t,e){switch(e){case"uint8":return t/255;case"uint16":return t/65535;case"uint32":return t/4294967295;case"sint8":return Math.max(t/127,-1);case"sint16":return Math.max(t/32767,-1);case"sint32":return Math.max(t/2147483647,-1);case"float32":return t;default:throw new Error(`Unsupported normalized source type ${e}`)}}var hm=({inputs:t,output:e,target:n})=>{for(let r of Object.values(t.namedInputs))if(!r.value)throw new Error(`${r} does not have CPU value`);let i=new e.ValueType(e.length*e.size);for(let r=0;r<e.length;r++){let o=Object.fromEntries(Object.entries(t.namedInputs).map(([s,a])=>[s,se(a,r)]));for(let s=0;s<e.size;s++)i[r*e.size+s]=pm(t.expression,o,s)}return n.write(i),{success:!0,value:i}};function pm(t,e,n){switch(t.kind){case"input":{let i=e[t.name];return n<i.length?i[n]:i.length===1?i[0]:0}case"literal":return Array.isArray(t.value)?t.value[n]??0:t.value;case"call":{BS(t.op,t.args.length);let i=t.args.map(r=>pm(r,e,n));switch(t.op){case"add":return i[0]+i[1];case"subtract":return i[0]-i[1];case"multiply":return i[0]*i[1];case"divide":return i[0]/i[1];case"pow":return Math.pow(i[0],i[1]);case"sqrt":return Math.sqrt(i[0]);case"abs":return Math.abs(i[0]);case"sin":return Math.sin(i[0]);case"cos":return Math.cos(i[0]);case"tan":return Math.tan(i[0]);case"exp":return Math.exp(i[0]);case"log":return Math.log(i[0]);default:{let r=t.op;throw new Error(`Unsupported arithmetic op ${r}`)}}}default:{let i=t;throw new Error(`Unsupported expression node ${i.kind}`)}}}function BS(t,e){let n=mh[t].arity;if(e!==n)throw new Error(`Arithmetic op '${t}' expects ${n} args, got ${e}`)}var gm=({inputs:t,output:e,target:n})=>{let{sourceValues:i}=t;if(!i.value)throw new Error(`${i} does not have CPU value`);let o=new e.ValueType(e.length*e.size);if(i.length===0)return{success:!1,error:new Error(`${i} is empty`)};for(let s=0;s<i.size;s++){let a=se(i,0)[s],c=s*e.size,l=c+1;o[c]=a,o[l]=a;for(let f=1;f<i.length;f++){let u=se(i,f)[s];u<o[c]&&(o[c]=u),u>o[l]&&(o[l]=u)}}return n.write(o),{success:!0,value:o}};var mm=({inputs:t,output:e,target:n})=>ki({func:(i,r)=>{let o=i.length/2,s=new Float64Array(r.buffer);for(let a=0;a<o;a++){let c=s[a];i[a]=Math.fround(c),i[a+o]=c-i[a]}return i},inputs:t,output:e,outputBuffer:n});var ym=async({inputs:t,output:e,target:n})=>{let{ids:i,sourceValues:r}=t,o=i.value,s=r.value;if(!o)throw new Error(`${i} does not have CPU value`);if(!s)throw new Error(`${r} does not have CPU value`);let a=new e.ValueType(e.length*e.size),c=new Array(e.size).fill(0);for(let l=0;l<e.length;l++){let f=se(i,l),u=Number(f[0]),d=US(u,r.length)?se(r,u):c;a.set(d,l*e.size)}return n.write(a),{success:!0,value:a}};function US(t,e){return Number.isInteger(t)&&t>=0&&t<e}var xm=({inputs:t,output:e,target:n})=>ki({func:(i,...r)=>{let o=0;for(let s of r)i.set(s,o),o+=s.length},inputs:t,output:e,outputBuffer:n});var vm=({inputs:t,output:e,target:n})=>{let{x:i,y:r}=t,o=new e.ValueType(e.length);for(let s=0;s<e.length;s++){let a=se(i,s),c=se(r,s),l=0;for(let f=0;f<i.size;f++)l+=a[f]*c[f];o[s]=l}return n.write(o),{success:!0,value:o}};var bm=({inputs:t,output:e,target:n})=>{let{x:i,y:r}=t,o=new e.ValueType(e.length);for(let s=0;s<e.length;s++){let a=se(i,s),c=se(r,s),l=1;for(let f=0;f<i.size;f++)if(a[f]!==c[f]){l=0;break}o[s]=l}return n.write(o),{success:!0,value:o}};var wm=({inputs:t,output:e,target:n})=>{let{x:i}=t,r=new e.ValueType(e.length);for(let o=0;o<e.length;o++){let s=se(i,o),a=0;for(let c=0;c<i.size;c++)a+=s[c]*s[c];r[o]=Math.sqrt(a)}return n.write(r),{success:!0,value:r}};var _m=async({inputs:t,output:e,target:n})=>{let{segments:i,vertexCount:r}=t,o=i.value;if(!o)throw new Error(`${i} does not have CPU value`);jS(o,i,r);let s=new e.ValueType(e.length*e.size),a=0;for(let c=0;c<r;c++){for(;a+1<i.length&&o[cu(i,a+1)]<=c;)a++;let l=o[cu(i,a)],f=c*e.size;s[f]=a,s[f+1]=c-l}return n.write(s),{success:!0,value:s}};function jS(t,e,n){if(e.length<1)throw new Error("segmentedMap segments must contain at least one segment start");let i=0;for(let r=0;r<e.length;r++){let o=t[cu(e,r)];if(r===0&&o!==0)throw new Error(`segmentedMap segments must start at 0, got ${o}`);if(r>0&&o<i)throw new Error(`segmentedMap segments must be non-decreasing, got ${o} after ${i}`);i=o}if(i>n)throw new Error(`segmentedMap last segment start must be <= vertexCount, got ${i} > ${n}`)}function cu(t,e){return t.offset/t.ValueType.BYTES_PER_ELEMENT+e*(t.stride/t.ValueType.BYTES_PER_ELEMENT)}var Pm=async({inputs:t,output:e,target:n})=>{let{condition:i,whenTrue:r,whenFalse:o}=t,s=new e.ValueType(e.length*e.size);for(let a=0;a<e.length;a++){let c=se(i,a),l=se(r,a),f=se(o,a);for(let u=0;u<e.size;u++){let d=lu(c,i.size,u);s[a*e.size+u]=d!==0?lu(l,r.size,u):lu(f,o.size,u)}}return n.write(s),{success:!0,value:s}};function lu(t,e,n){return n<e?t[n]:e===1?t[0]:0}var Cm=({inputs:t,output:e,target:n})=>{let i=new e.ValueType(e.length);for(let r=0;r<e.length;r++)i[r]=t.start+r*t.step;return n.write(i),{success:!0,value:i}};var Sm=({inputs:t,output:e,target:n})=>{let{columns:i}=t;return ki({func:(r,o)=>{for(let s=0;s<i.length;s++)r[s]=o[i[s]]},inputs:{x:t.x},output:e,outputBuffer:n})};var uu=class{_modules={cpu:fu};add(e,n){let i=this._modules[e];if(typeof n.then=="function"){let o=Promise.all([Promise.resolve(i||{}),n]).then(([s,a])=>({...s,...a}));return this._modules[e]=o,o.then(s=>{this._modules[e]=s}).catch(s=>{hl.error(`Failed to register ${e} backend: ${s}`)()}),o}if(i&&typeof i.then=="function"){let o=Promise.resolve(i).then(s=>({...s,...n})).then(s=>(this._modules[e]=s,s)).catch(s=>{throw hl.error(`Failed to register ${e} backend: ${s}`)(),s});return this._modules[e]=o,o}let r={...i||{},...n};return this._modules[e]=r,Promise.resolve(r)}async get(e,n){let i=this._modules[e];if(!i)if(e==="webgl")i=this.add("webgl",import("./webgl-FT6LOT7S.js"));else if(e==="webgpu")i=this.add("webgpu",import("./webgpu-IRR42JKZ.js"));else throw new Error(`${e} backend not registered`);let o=(await i)[n];if(typeof o!="function")throw new Error(`${e} backend does not implement ${n}`);return o}getSync(e,n){let i=this._modules[e];if(!i)throw new Error(`${e} backend not registered`);if(typeof i.then=="function")throw new Error(`${e} backend is not loaded yet`);let o=i[n];if(typeof o!="function")throw new Error(`${e} backend does not implement ${n}`);return o}clear(){this._modules={}}},Ri=new uu;var Ba=class{inputs;dependencies;constructor(e){this.inputs=e,this.dependencies=Array.from(e instanceof Array?e:Object.values(e)).filter(n=>n instanceof Fe)}async execute(e,n){return await this._resolveDependencies(e),await this._executeWithHandler(await Ri.get(this._getHandlerRegistry(e),this.name),n)}executeSync(e,n){this._resolveDependenciesSync(e);let i=this._executeWithHandler(Ri.getSync(this._getHandlerRegistry(e),this.name),n);if(VS(i))throw new Error(`${this.name} returned a Promise in executeSync()`);return i}shouldExecuteOnCPU(){return this.output.length<=1&&Array.from(this.dependencies).every(e=>!!e.value)}_getHandlerRegistry(e){return this.shouldExecuteOnCPU()?"cpu":e.type}async _resolveDependencies(e){for(let i of this.dependencies)await i.evaluate(e);if(this._getHandlerRegistry(e)==="cpu"||e.type==="null")for(let i of this.dependencies)await i.ensureCPUValue()}_resolveDependenciesSync(e){for(let i of this.dependencies)i.evaluateSync(e);if(this._getHandlerRegistry(e)==="cpu"||e.type==="null")for(let i of this.dependencies)i.ensureCPUValueSync()}_executeWithHandler(e,n){return e({device:n.device,inputs:this.inputs,output:this.output,target:n})}};function VS(t){return typeof t?.then=="function"}function Mm(...t){let e=GS(t.map(n=>n.type));return e[0]!=="f"&&t.some(n=>n.normalized)&&(e="float32"),{isConstant:t.every(n=>n.isConstant),type:e,size:t.reduce((n,i)=>Math.max(n,i.size),0),length:t.reduce((n,i)=>Math.max(n,i.length),0)}}function GS(t){let e=0,n=0;for(let i of t){if(i[0]==="f")return"float32";let r=i.endsWith("8")?8:i.endsWith("6")?16:32;i[0]==="u"?e=Math.max(e,r):n=Math.max(n,r)}return e&&!n?`uint${e}`:n&&e<32?`sint${Math.max(n,e*2)}`:"float32"}var du=class extends Ba{name="interleave";output;constructor(e){super(e);let{isConstant:n,type:i,length:r}=Mm(...e);this.output=new Fe({isConstant:n,type:i,size:e.reduce((o,s)=>o+s.size,0),length:r,source:this})}toString(){return`_${this.inputs.join("_")}_`}};function hu(...t){if(t.length===0)throw new Error("interleave() requires at least one input");return t.length===1?Us(t[0]):new du(t.map(Us)).output}function gu(t,e){let n=$S(e);for(let i of n)i.evaluateSync(t);return WS(n),e}function WS(t){let e=new Set(t.flatMap(HS)),n=new Set;for(let i of t)Ua(i,n);for(let i of n)i.evaluated&&!e.has(i.buffer)&&i.destroy()}function $S(t){let e=new Set;return pu(t,e,new Set),Array.from(e)}function pu(t,e,n){if(qS(t)){e.add(t);return}if(!(!t||typeof t!="object"||n.has(t))){if(n.add(t),Array.isArray(t)){for(let i of t)pu(i,e,n);return}if(YS(t))for(let i of Object.values(t))pu(i,e,n)}}function YS(t){let e=Object.getPrototypeOf(t);return e===Object.prototype||e===null}function Ua(t,e){if(t instanceof co){for(let i of t.gpuDataEvaluators)Ua(i,e);return}let n=t.source;if(n){if(n instanceof Fe){e.has(n)||(e.add(n),Ua(n,e));return}for(let i of n.dependencies)e.has(i)||(e.add(i),Ua(i,e))}}function HS(t){return t instanceof Fe?[t.buffer]:t.gpuVector.data.map(e=>e.buffer instanceof gh?e.buffer.buffer:e.buffer)}function qS(t){return t instanceof Fe||t instanceof co}var fo=class{constructor(e,{id:n,isTransitionAttribute:i}){this.packedBuffers={},this.device=e,this.id=n,this.isTransitionAttribute=i,this.device.type==="webgpu"&&Ri.add("webgpu",{interleave:yh})}hasGroups(e){return this.device.type==="webgpu"&&Object.values(e).some(n=>!!n.settings.bufferGroup)}finalize(){for(let e of Object.values(this.packedBuffers))e.packed.destroy();this.packedBuffers={}}getBufferLayouts(e,n){let i=this._getPackedGroups(e,n,{requireValues:!1,excludeAttributes:{}});return this._getBufferLayouts(e,i,n)}getBindings(e,n,i,r){let o=this._getPackedGroups(e,i,{requireValues:!0,excludeAttributes:r}),s={},a=new Set;for(let c of o.values()){let l=!this.packedBuffers[c.id]||c.attributes.some(f=>!!n[f.id]);s[c.id]=this._getPackedBuffer(c,l);for(let f of c.attributes)a.add(f.id)}return{bufferLayouts:this._getBufferLayouts(e,o,i).filter(c=>!r[c.name]&&!e[c.name]?.settings.isIndexed),buffers:s,groupedAttributeIds:a}}_getPackedGroups(e,n,{requireValues:i,excludeAttributes:r}){let o=new Map;for(let a of Object.values(e)){let c=a.settings.bufferGroup;if(!c)continue;let l=o.get(c)||[];l.push(a),o.set(c,l)}let s=new Map;for(let[a,c]of o){let l=this._getPackedGroup(a,c,n,i,r);l&&s.set(a,l)}return s}_getPackedGroup(e,n,i,r,o){if(n.length<2)return null;let s=n.map(h=>h.getBufferLayout(i)),a=s[0].stepMode,c=Math.max(1,n[0].numInstances),l=r&&n.every(h=>h.isConstant);for(let h=0;h<n.length;h++){let p=n[h],m=p.getAccessor(),g=m.size*m.bytesPerElement;if(o[p.id]||p.settings.isIndexed||p.settings.noAlloc||p.doublePrecision||this.isTransitionAttribute(p.id)||s[h].stepMode!==a||p.numInstances!==n[0].numInstances||(m.offset||0)!==0||(m.vertexOffset||0)!==0||et(m)!==g||r&&(p.isConstant?!p.getConstantValue()||p.getConstantValue().byteLength<g:!ArrayBuffer.isView(p.value)||p.value.byteLength<c*g))return null}let f={},u=[],d=0;for(let h=0;h<n.length;h++){let p=n[h];d=Em(d),f[p.id]=d;for(let m of s[h].attributes||[])u.push({...m,byteOffset:d+(m.byteOffset||0)});d+=et(p.getAccessor())}return d=Em(d),{id:e,attributes:n,byteStride:d,byteOffsets:f,rowCount:c,layout:{name:e,byteStride:l?0:d,stepMode:a,attributes:u}}}_getBufferLayouts(e,n,i){let r=[],o=new Set,s=new Set;for(let a of n.values())for(let c of a.attributes)s.add(c.id);for(let a of Object.values(e)){let c=a.settings.bufferGroup,l=c&&n.get(c);l&&s.has(a.id)?o.has(l.id)||(r.push(l.layout),o.add(l.id)):r.push(a.getBufferLayout(i))}return r}_getPackedBuffer(e,n){let i=JSON.stringify({byteStride:e.layout.byteStride,attributes:e.layout.attributes}),r=this.packedBuffers[e.id];if((!r||r.layoutKey!==i)&&(n=!0),n){r&&(r.packed.destroy(),delete this.packedBuffers[e.id]);let o=this._interleavePackedGroup(e);return this.packedBuffers[e.id]={packed:o,layoutKey:i},o.buffer}if(!r)throw new Error(`Attribute buffer group ${e.id} has no packed buffer`);return r.packed.buffer}_interleavePackedGroup(e){let n=e.attributes.map(r=>this._getInterleaveInput(e,r)),i=hu(...n);return gu(this.device,i),i}_getInterleaveInput(e,n){let i=et(n.getAccessor()),r=e.byteOffsets[n.id];if(lo(`${e.id}.${n.id} rowByteLength`,i),lo(`${e.id}.${n.id} groupByteOffset`,r),n.isConstant){let c=n.getConstantValue();if(!c)throw new Error(`Attribute group ${e.id} is missing constant value ${n.id}`);return lo(`${e.id}.${n.id} constant byteOffset`,c.byteOffset),new Fe({id:n.id,type:"uint32",size:i/4,isConstant:!0,value:new Uint32Array(c.buffer,c.byteOffset,i/Uint32Array.BYTES_PER_ELEMENT)})}let o=n.getBuffer(),s=n.byteOffset,a=n.getAccessor().stride||i;if(lo(`${e.id}.${n.id} byteOffset`,s),lo(`${e.id}.${n.id} stride`,a),!o)throw new Error(`Attribute group ${e.id} cannot interleave missing buffer ${n.id}`);return new Fe({id:n.id,type:"uint32",size:i/4,offset:s,stride:a,length:e.rowCount,buffer:o})}};function Em(t){return Math.ceil(t/4)*4}function lo(t,e){if(e%4!==0)throw new Error(`Attribute buffer groups require 32-bit alignment: ${t}=${e}`)}function mu(t){let{source:e,target:n,start:i=0,size:r,getData:o}=t,s=t.end||n.length,a=e.length,c=s-i;if(a>c){n.set(e.subarray(0,c),i);return}if(n.set(e,i),!o)return;let l=a;for(;l<c;){let f=o(l,e);for(let u=0;u<r;u++)n[i+l]=f[u]||0,l++}}function Tm({source:t,target:e,size:n,getData:i,sourceStartIndices:r,targetStartIndices:o}){if(!r||!o)return mu({source:t,target:e,size:n,getData:i}),e;let s=0,a=0,c=i&&((f,u)=>i(f+a,u)),l=Math.min(r.length,o.length);for(let f=1;f<l;f++){let u=r[f]*n,d=o[f]*n;mu({source:t.subarray(s,u),target:e,start:a,end:d,size:n,getData:c}),s=u,a=d}return a<e.length&&mu({source:[],target:e,start:a,size:n,getData:c}),e}function Lm(t){let{device:e,settings:n,value:i}=t,r=new Bn(e,n);return r.setData({value:i instanceof Float64Array?new Float64Array(0):new Float32Array(0),normalized:n.normalized}),r}function ja(t){switch(t){case 1:return"float";case 2:return"vec2";case 3:return"vec3";case 4:return"vec4";default:throw new Error(`No defined attribute type for size "${t}"`)}}function Va(t){switch(t){case 1:return"float32";case 2:return"float32x2";case 3:return"float32x3";case 4:return"float32x4";default:throw new Error("invalid type size")}}function Ga(t){t.push(t.shift())}function Am(t,e){let{settings:n,value:i,size:r}=t,o=t.isDoublePrecisionBuffer?2:1,s=0,{shaderAttributes:a}=t.settings;if(a)for(let c of Object.values(a))s=Math.max(s,c.vertexOffset??0);return(n.noAlloc?i.length:(e+s)*r)*o}function Wa({device:t,source:e,target:n}){return(!n||n.byteLength<e.byteLength)&&(n?.destroy(),n=t.createBuffer({byteLength:e.byteLength,usage:e.usage})),n}function $a({device:t,buffer:e,attribute:n,fromLength:i,toLength:r,fromStartIndices:o,getData:s=a=>a}){let a=n.isDoublePrecisionBuffer?2:1,c=n.size*a,l=n.byteOffset,f=n.settings.bytesPerElement<4?l/n.settings.bytesPerElement*4:l,u=n.startIndices,d=o&&u,h=n.isConstant;if(!d&&e&&i>=r)return e;let p=n.value instanceof Float64Array?Float32Array:n.value.constructor,m=h?n.value:new p(n.getBuffer().readSyncWebGL(l,r*p.BYTES_PER_ELEMENT).buffer);if(n.settings.normalized&&!h){let v=s;s=(y,w)=>n.normalizeConstant(v(y,w))}let g=h?(v,y)=>s(m,y):(v,y)=>s(m.subarray(v+l,v+l+c),y),x=e?new Float32Array(e.readSyncWebGL(f,i*4).buffer):new Float32Array(0),b=new Float32Array(r);return Tm({source:x,target:b,sourceStartIndices:o,targetStartIndices:u,size:c,getData:g}),(!e||e.byteLength<b.byteLength+f)&&(e?.destroy(),e=t.createBuffer({byteLength:b.byteLength+f,usage:35050})),e.write(b,f),e}var Di=class{constructor({device:e,attribute:n,timeline:i}){this.buffers=[],this.currentLength=0,this.device=e,this.transition=new ut(i),this.attribute=n,this.attributeInTransition=Lm(n),this.currentStartIndices=n.startIndices}get inProgress(){return this.transition.inProgress}start(e,n,i=1/0){this.settings=e,this.currentStartIndices=this.attribute.startIndices,this.currentLength=Am(this.attribute,n),this.transition.start({...e,duration:i})}update(){let e=this.transition.update();return e&&this.onUpdate(),e}setBuffer(e){let{stride:n}=this.attributeInTransition.getAccessor();this.attributeInTransition.setData({buffer:e,normalized:this.attribute.settings.normalized,value:this.attributeInTransition.value,stride:n})}cancel(){this.transition.cancel()}delete(){this.cancel();for(let e of this.buffers)e.destroy();this.buffers.length=0}};var uo=class extends Di{constructor({device:e,attribute:n,timeline:i}){super({device:e,attribute:n,timeline:i}),this.type="interpolation",this.transform=JS(e,n)}start(e,n){let i=this.currentLength,r=this.currentStartIndices;if(super.start(e,n,e.duration),e.duration<=0){this.transition.cancel();return}let{buffers:o,attribute:s}=this;Ga(o),o[0]=$a({device:this.device,buffer:o[0],attribute:s,fromLength:i,toLength:this.currentLength,fromStartIndices:r,getData:e.enter}),o[1]=Wa({device:this.device,source:o[0],target:o[1]}),this.setBuffer(o[1]);let{transform:a}=this,c=a.model,l=Math.floor(this.currentLength/s.size);Om(s)&&(l/=2),c.setVertexCount(l),s.isConstant?(c.setAttributes({aFrom:o[0]}),c.setConstantAttributes({aTo:s.value})):c.setAttributes({aFrom:o[0],aTo:s.getBuffer()}),a.transformFeedback.setBuffers({vCurrent:o[1]})}onUpdate(){let{duration:e,easing:n}=this.settings,{time:i}=this.transition,r=i/e;n&&(r=n(r));let{model:o}=this.transform,s={time:r};o.shaderInputs.setProps({interpolation:s}),this.transform.run({discard:!0})}delete(){super.delete(),this.transform.destroy()}},ZS=`layout(std140) uniform interpolationUniforms {
  float time;
} interpolation;
`,Im={name:"interpolation",vs:ZS,uniformTypes:{time:"f32"}},XS=`#version 300 es
#define SHADER_NAME interpolation-transition-vertex-shader

in ATTRIBUTE_TYPE aFrom;
in ATTRIBUTE_TYPE aTo;
out ATTRIBUTE_TYPE vCurrent;

void main(void) {
  vCurrent = mix(aFrom, aTo, interpolation.time);
  gl_Position = vec4(0.0);
}
`,KS=`#version 300 es
#define SHADER_NAME interpolation-transition-vertex-shader

in ATTRIBUTE_TYPE aFrom;
in ATTRIBUTE_TYPE aFrom64Low;
in ATTRIBUTE_TYPE aTo;
in ATTRIBUTE_TYPE aTo64Low;
out ATTRIBUTE_TYPE vCurrent;
out ATTRIBUTE_TYPE vCurrent64Low;

vec2 mix_fp64(vec2 a, vec2 b, float x) {
  vec2 range = sub_fp64(b, a);
  return sum_fp64(a, mul_fp64(range, vec2(x, 0.0)));
}

void main(void) {
  for (int i=0; i<ATTRIBUTE_SIZE; i++) {
    vec2 value = mix_fp64(vec2(aFrom[i], aFrom64Low[i]), vec2(aTo[i], aTo64Low[i]), interpolation.time);
    vCurrent[i] = value.x;
    vCurrent64Low[i] = value.y;
  }
  gl_Position = vec4(0.0);
}
`;function Om(t){return t.isDoublePrecisionBuffer}function JS(t,e){let n=e.size,i=ja(n),r=Va(n),o=e.getBufferLayout();return Om(e)?new cr(t,{vs:KS,bufferLayout:[{name:"aFrom",byteStride:8*n,attributes:[{attribute:"aFrom",format:r,byteOffset:0},{attribute:"aFrom64Low",format:r,byteOffset:4*n}]},{name:"aTo",byteStride:8*n,attributes:[{attribute:"aTo",format:r,byteOffset:0},{attribute:"aTo64Low",format:r,byteOffset:4*n}]}],modules:[hh,Im],defines:{ATTRIBUTE_TYPE:i,ATTRIBUTE_SIZE:n},moduleSettings:{},varyings:["vCurrent","vCurrent64Low"],bufferMode:35980,disableWarnings:!0}):new cr(t,{vs:XS,bufferLayout:[{name:"aFrom",format:r},{name:"aTo",format:o.attributes[0].format}],modules:[Im],defines:{ATTRIBUTE_TYPE:i},varyings:["vCurrent"],disableWarnings:!0})}var ho=class extends Di{constructor({device:e,attribute:n,timeline:i}){super({device:e,attribute:n,timeline:i}),this.type="spring",this.texture=rM(e),this.framebuffer=oM(e,this.texture),this.transform=iM(e,n)}start(e,n){let i=this.currentLength,r=this.currentStartIndices;super.start(e,n);let{buffers:o,attribute:s}=this;for(let c=0;c<2;c++)o[c]=$a({device:this.device,buffer:o[c],attribute:s,fromLength:i,toLength:this.currentLength,fromStartIndices:r,getData:e.enter});o[2]=Wa({device:this.device,source:o[0],target:o[2]}),this.setBuffer(o[1]);let{model:a}=this.transform;a.setVertexCount(Math.floor(this.currentLength/s.size)),s.isConstant?a.setConstantAttributes({aTo:s.value}):a.setAttributes({aTo:s.getBuffer()})}onUpdate(){let{buffers:e,transform:n,framebuffer:i,transition:r}=this,o=this.settings;n.model.setAttributes({aPrev:e[0],aCur:e[1]}),n.transformFeedback.setBuffers({vNext:e[2]});let s={stiffness:o.stiffness,damping:o.damping};n.model.shaderInputs.setProps({spring:s}),n.run({framebuffer:i,discard:!1,parameters:{viewport:[0,0,1,1]},clearColor:[0,0,0,0]}),Ga(e),this.setBuffer(e[1]),this.device.readPixelsToArrayWebGL(i)[0]>0||r.end()}delete(){super.delete(),this.transform.destroy(),this.texture.destroy(),this.framebuffer.destroy()}},QS=`layout(std140) uniform springUniforms {
  float damping;
  float stiffness;
} spring;
`,eM={name:"spring",vs:QS,uniformTypes:{damping:"f32",stiffness:"f32"}},tM=`#version 300 es
#define SHADER_NAME spring-transition-vertex-shader

#define EPSILON 0.00001

in ATTRIBUTE_TYPE aPrev;
in ATTRIBUTE_TYPE aCur;
in ATTRIBUTE_TYPE aTo;
out ATTRIBUTE_TYPE vNext;
out float vIsTransitioningFlag;

ATTRIBUTE_TYPE getNextValue(ATTRIBUTE_TYPE cur, ATTRIBUTE_TYPE prev, ATTRIBUTE_TYPE dest) {
  ATTRIBUTE_TYPE velocity = cur - prev;
  ATTRIBUTE_TYPE delta = dest - cur;
  ATTRIBUTE_TYPE force = delta * spring.stiffness;
  ATTRIBUTE_TYPE resistance = velocity * spring.damping;
  return force - resistance + velocity + cur;
}

void main(void) {
  bool isTransitioning = length(aCur - aPrev) > EPSILON || length(aTo - aCur) > EPSILON;
  vIsTransitioningFlag = isTransitioning ? 1.0 : 0.0;

  vNext = getNextValue(aCur, aPrev, aTo);
  gl_Position = vec4(0, 0, 0, 1);
  gl_PointSize = 100.0;
}
`,nM=`#version 300 es
#define SHADER_NAME spring-transition-is-transitioning-fragment-shader

in float vIsTransitioningFlag;

out vec4 fragColor;

void main(void) {
  if (vIsTransitioningFlag == 0.0) {
    discard;
  }
  fragColor = vec4(1.0);
}`;function iM(t,e){let n=ja(e.size),i=Va(e.size);return new cr(t,{vs:tM,fs:nM,bufferLayout:[{name:"aPrev",format:i},{name:"aCur",format:i},{name:"aTo",format:e.getBufferLayout().attributes[0].format}],varyings:["vNext"],modules:[eM],defines:{ATTRIBUTE_TYPE:n},parameters:{depthCompare:"always",blendColorOperation:"max",blendColorSrcFactor:"one",blendColorDstFactor:"one",blendAlphaOperation:"max",blendAlphaSrcFactor:"one",blendAlphaDstFactor:"one"}})}function rM(t){return t.createTexture({data:new Uint8Array(4),format:"rgba8unorm",width:1,height:1})}function oM(t,e){return t.createFramebuffer({id:"spring-transition-is-transitioning-framebuffer",width:1,height:1,colorAttachments:[e]})}var sM={interpolation:uo,spring:ho},po=class{constructor(e,{id:n,timeline:i}){if(!e)throw new Error("AttributeTransitionManager is constructed without device");this.id=n,this.device=e,this.timeline=i,this.transitions={},this.needsRedraw=!1,this.numInstances=1}finalize(){for(let e in this.transitions)this._removeTransition(e)}update({attributes:e,transitions:n,numInstances:i}){this.numInstances=i||1;for(let r in e){let o=e[r],s=o.getTransitionSetting(n);s&&this._updateAttribute(r,o,s)}for(let r in this.transitions){let o=e[r];(!o||!o.getTransitionSetting(n))&&this._removeTransition(r)}}hasAttribute(e){let n=this.transitions[e];return n&&n.inProgress}getAttributes(){let e={};for(let n in this.transitions){let i=this.transitions[n];i.inProgress&&(e[n]=i.attributeInTransition)}return e}run(){if(this.numInstances===0)return!1;for(let n in this.transitions)this.transitions[n].update()&&(this.needsRedraw=!0);let e=this.needsRedraw;return this.needsRedraw=!1,e}_removeTransition(e){this.transitions[e].delete(),delete this.transitions[e]}_updateAttribute(e,n,i){let r=this.transitions[e],o=!r||r.type!==i.type;if(o){r&&this._removeTransition(e);let s=sM[i.type];s?this.transitions[e]=new s({attribute:n,timeline:this.timeline,device:this.device}):(D.error(`unsupported transition type '${i.type}'`)(),o=!1)}(o||n.needsRedraw())&&(this.needsRedraw=!0,this.transitions[e].start(i,this.numInstances))}};var km="attributeManager.invalidate",aM="attributeManager.updateStart",cM="attributeManager.updateEnd",lM="attribute.updateStart",fM="attribute.allocate",uM="attribute.updateEnd",go=class{constructor(e,{id:n="attribute-manager",stats:i,timeline:r}={}){this.mergeBoundsMemoized=Et(Bg),this.id=n,this.device=e,this.attributes={},this.updateTriggers={},this.needsRedraw=!0,this.userData={},this.stats=i,this.attributeTransitionManager=new po(e,{id:`${n}-transitions`,timeline:r}),this.attributeBufferGroups=e.type==="webgpu"?new fo(e,{id:n,isTransitionAttribute:o=>this.attributeTransitionManager.hasAttribute(o)}):null,Object.seal(this)}finalize(){this.attributeBufferGroups?.finalize();for(let e in this.attributes)this.attributes[e].delete();this.attributeTransitionManager.finalize()}getNeedsRedraw(e={clearRedrawFlags:!1}){let n=this.needsRedraw;return this.needsRedraw=this.needsRedraw&&!e.clearRedrawFlags,n&&this.id}setNeedsRedraw(){this.needsRedraw=!0}add(e){this._add(e)}addInstanced(e){this._add(e,{stepMode:"instance"})}remove(e){for(let n of e)this.attributes[n]!==void 0&&(this.attributes[n].delete(),delete this.attributes[n])}invalidate(e,n){let i=this._invalidateTrigger(e,n);te(km,this,e,i)}invalidateAll(e){for(let n in this.attributes)this.attributes[n].setNeedsUpdate(n,e);te(km,this,"all")}update({data:e,numInstances:n,startIndices:i=null,transitions:r,props:o={},buffers:s={},context:a={}}){let c=!1;te(aM,this),this.stats&&this.stats.get("Update Attributes").timeStart();for(let l in this.attributes){let f=this.attributes[l],u=f.settings.accessor;f.startIndices=i,f.numInstances=n,o[l]&&D.removed(`props.${l}`,`data.attributes.${l}`)(),f.setExternalBuffer(s[l])||f.setBinaryValue(typeof u=="string"?s[u]:void 0,e.startIndices)||typeof u=="string"&&!s[u]&&f.setConstantValue(a,o[u])||f.needsUpdate()&&(c=!0,this._updateAttribute({attribute:f,numInstances:n,data:e,props:o,context:a})),this.needsRedraw=this.needsRedraw||f.needsRedraw()}c&&te(cM,this,n),this.stats&&(this.stats.get("Update Attributes").timeEnd(),c&&this.stats.get("Attributes updated").incrementCount()),this.attributeTransitionManager.update({attributes:this.attributes,numInstances:n,transitions:r})}updateTransition(){let{attributeTransitionManager:e}=this,n=e.run();return this.needsRedraw=this.needsRedraw||n,n}getAttributes(){return{...this.attributes,...this.attributeTransitionManager.getAttributes()}}getBounds(e){let n=e.map(i=>this.attributes[i]?.getBounds());return this.mergeBoundsMemoized(n)}getChangedAttributes(e={clearChangedFlags:!1}){let{attributes:n,attributeTransitionManager:i}=this,r={...i.getAttributes()};for(let o in n){let s=n[o];s.needsRedraw(e)&&!i.hasAttribute(o)&&(r[o]=s)}return r}getBufferLayouts(e){return this.hasBufferGroups()?this.attributeBufferGroups.getBufferLayouts(this.getAttributes(),e):Object.values(this.getAttributes()).map(n=>n.getBufferLayout(e))}hasBufferGroups(){return!!this.attributeBufferGroups?.hasGroups(this.attributes)}getBufferGroupBindings(e,n,i={}){return this.attributeBufferGroups?this.attributeBufferGroups.getBindings(this.getAttributes(),e,n,i):{bufferLayouts:this.getBufferLayouts(n),buffers:{},groupedAttributeIds:new Set}}_add(e,n){for(let i in e){let r=e[i],o={...r,id:i,size:r.isIndexed&&1||r.size||1,...n};this.attributes[i]=new Bn(this.device,o)}this._mapUpdateTriggersToAttributes()}_mapUpdateTriggersToAttributes(){let e={};for(let n in this.attributes)this.attributes[n].getUpdateTriggers().forEach(r=>{e[r]||(e[r]=[]),e[r].push(n)});this.updateTriggers=e}_invalidateTrigger(e,n){let{attributes:i,updateTriggers:r}=this,o=r[e];return o&&o.forEach(s=>{let a=i[s];a&&a.setNeedsUpdate(a.id,n)}),o}_updateAttribute(e){let{attribute:n,numInstances:i}=e;if(te(lM,n),n.constant){n.setConstantValue(e.context,n.value);return}n.allocate(i)&&te(fM,n,i),n.updateBuffer(e)&&(this.needsRedraw=!0,te(uM,n,i))}};var mo=class extends ut{get value(){return this._value}_onUpdate(){let{time:e,settings:{fromValue:n,toValue:i,duration:r,easing:o}}=this,s=o(e/r);this._value=Mn(n,i,s)}};var Rm=1e-5;function Dm(t,e,n,i,r){let o=e-t,a=(n-e)*r,c=-o*i;return a+c+o+e}function dM(t,e,n,i,r){if(Array.isArray(n)){let o=[];for(let s=0;s<n.length;s++)o[s]=Dm(t[s],e[s],n[s],i,r);return o}return Dm(t,e,n,i,r)}function Fm(t,e){if(Array.isArray(t)){let n=0;for(let i=0;i<t.length;i++){let r=t[i]-e[i];n+=r*r}return Math.sqrt(n)}return Math.abs(t-e)}var yo=class extends ut{get value(){return this._currValue}_onUpdate(){let{fromValue:e,toValue:n,damping:i,stiffness:r}=this.settings,{_prevValue:o=e,_currValue:s=e}=this,a=dM(o,s,n,i,r),c=Fm(a,n),l=Fm(a,s);c<Rm&&l<Rm&&(a=n,this.end()),this._prevValue=s,this._currValue=a}};var hM={interpolation:mo,spring:yo},xo=class{constructor(e){this.transitions=new Map,this.timeline=e}get active(){return this.transitions.size>0}add(e,n,i,r){let{transitions:o}=this;if(o.has(e)){let c=o.get(e),{value:l=c.settings.fromValue}=c;n=l,this.remove(e)}if(r=Na(r),!r)return;let s=hM[r.type];if(!s){D.error(`unsupported transition type '${r.type}'`)();return}let a=new s(this.timeline);a.start({...r,fromValue:n,toValue:i}),o.set(e,a)}remove(e){let{transitions:n}=this;n.has(e)&&(n.get(e).cancel(),n.delete(e))}update(){let e={};for(let[n,i]of this.transitions)i.update(),e[n]=i.value,i.inProgress||this.remove(n);return e}clear(){for(let e of this.transitions.keys())this.remove(e)}};function Nm(t){let e=t[Qe];for(let n in e){let i=e[n],{validate:r}=i;if(r&&!r(t[n],i))throw new Error(`Invalid prop ${n}: ${t[n]}`)}}function Bm(t,e){let n=Um({newProps:t,oldProps:e,propTypes:t[Qe],ignoreProps:{data:null,updateTriggers:null,extensions:null,transitions:null}}),i=gM(t,e),r=!1;return i||(r=mM(t,e)),{dataChanged:i,propsChanged:n,updateTriggersChanged:r,extensionsChanged:yM(t,e),transitionsChanged:pM(t,e)}}function pM(t,e){if(!t.transitions)return!1;let n={},i=t[Qe],r=!1;for(let o in t.transitions){let s=i[o],a=s&&s.type;(a==="number"||a==="color"||a==="array")&&yu(t[o],e[o],s)&&(n[o]=!0,r=!0)}return r?n:!1}function Um({newProps:t,oldProps:e,ignoreProps:n={},propTypes:i={},triggerName:r="props"}){if(e===t)return!1;if(typeof t!="object"||t===null)return`${r} changed shallowly`;if(typeof e!="object"||e===null)return`${r} changed shallowly`;for(let o of Object.keys(t))if(!(o in n)){if(!(o in e))return`${r}.${o} added`;let s=yu(t[o],e[o],i[o]);if(s)return`${r}.${o} ${s}`}for(let o of Object.keys(e))if(!(o in n)){if(!(o in t))return`${r}.${o} dropped`;if(!Object.hasOwnProperty.call(t,o)){let s=yu(t[o],e[o],i[o]);if(s)return`${r}.${o} ${s}`}}return!1}function yu(t,e,n){let i=n&&n.equal;return i&&!i(t,e,n)||!i&&(i=t&&e&&t.equals,i&&!i.call(t,e))?"changed deeply":!i&&e!==t?"changed shallowly":null}function gM(t,e){if(e===null)return"oldProps is null, initial diff";let n=!1,{dataComparator:i,_dataDiff:r}=t;return i?i(t.data,e.data)||(n="Data comparator detected a change"):t.data!==e.data&&(n="A new data container was supplied"),n&&r&&(n=r(t.data,e.data)||n),n}function mM(t,e){if(e===null)return{all:!0};if("all"in t.updateTriggers&&zm(t,e,"all"))return{all:!0};let n={},i=!1;for(let r in t.updateTriggers)r!=="all"&&zm(t,e,r)&&(n[r]=!0,i=!0);return i?n:!1}function yM(t,e){if(e===null)return!0;let n=e.extensions,{extensions:i}=t;if(i===n)return!1;if(!n||!i||i.length!==n.length)return!0;for(let r=0;r<i.length;r++)if(!i[r].equals(n[r]))return!0;return!1}function zm(t,e,n){let i=t.updateTriggers[n];i=i??{};let r=e.updateTriggers[n];return r=r??{},Um({oldProps:r,newProps:i,triggerName:n})}var xM="count(): argument not an object",vM="count(): argument not a container";function jm(t){if(!wM(t))throw new Error(xM);if(typeof t.count=="function")return t.count();if(Number.isFinite(t.size))return t.size;if(Number.isFinite(t.length))return t.length;if(bM(t))return Object.keys(t).length;throw new Error(vM)}function bM(t){return t!==null&&typeof t=="object"&&t.constructor===Object}function wM(t){return t!==null&&typeof t=="object"}function xu(t,e){if(!e)return t;let n={...t,...e};if("defines"in e&&(n.defines={...t.defines,...e.defines}),"modules"in e&&(n.modules=(t.modules||[]).concat(e.modules),e.modules.some(i=>i.name==="project64"))){let i=n.modules.findIndex(r=>r.name==="project32");i>=0&&n.modules.splice(i,1)}if("inject"in e)if(!t.inject)n.inject=e.inject;else{let i={...t.inject};for(let r in e.inject)i[r]=(i[r]||"")+e.inject[r];n.inject=i}return n}var _M={minFilter:"linear",mipmapFilter:"linear",magFilter:"linear",addressModeU:"clamp-to-edge",addressModeV:"clamp-to-edge"},vu={};function Vm(t,e,n,i){if(n instanceof on)return n;n.constructor&&n.constructor.name!=="Object"&&(n={data:n});let r=null;n.compressed&&(r={minFilter:"linear",mipmapFilter:n.data.length>1?"nearest":"linear"});let{width:o,height:s}=n.data,a=e.createTexture({...n,sampler:{..._M,...r,...i},mipLevels:e.getMipLevelCount(o,s)});return e.type==="webgl"?a.generateMipmapsWebGL():e.type==="webgpu"&&e.generateMipmapsWebGPU(a),vu[a.id]=t,a}function Gm(t,e){!e||!(e instanceof on)||vu[e.id]===t&&(e.delete(),delete vu[e.id])}var PM={boolean:{validate(t,e){return!0},equal(t,e,n){return!!t==!!e}},number:{validate(t,e){return Number.isFinite(t)&&(!("max"in e)||t<=e.max)&&(!("min"in e)||t>=e.min)}},color:{validate(t,e){return e.optional&&!t||bu(t)&&(t.length===3||t.length===4)},equal(t,e,n){return ie(t,e,1)}},accessor:{validate(t,e){let n=Ya(t);return n==="function"||n===Ya(e.value)},equal(t,e,n){return typeof e=="function"?!0:ie(t,e,1)}},array:{validate(t,e){return e.optional&&!t||bu(t)},equal(t,e,n){let{compare:i}=n,r=Number.isInteger(i)?i:i?1:0;return i?ie(t,e,r):t===e}},object:{equal(t,e,n){if(n.ignore)return!0;let{compare:i}=n,r=Number.isInteger(i)?i:i?1:0;return i?ie(t,e,r):t===e}},function:{validate(t,e){return e.optional&&!t||typeof t=="function"},equal(t,e,n){return!n.compare&&n.ignore!==!1||t===e}},data:{transform:(t,e,n)=>{if(!t)return t;let{dataTransform:i}=n.props;return i?i(t):typeof t.shape=="string"&&t.shape.endsWith("-table")&&Array.isArray(t.data)?t.data:t}},image:{transform:(t,e,n)=>{let i=n.context;return!i||!i.device?null:Vm(n.id,i.device,t,{...e.parameters,...n.props.textureParameters})},release:(t,e,n)=>{Gm(n.id,t)}}};function Wm(t){let e={},n={},i={};for(let[r,o]of Object.entries(t)){let s=o?.deprecatedFor;if(s)i[r]=Array.isArray(s)?s:[s];else{let a=CM(r,o);e[r]=a,n[r]=a.value}}return{propTypes:e,defaultProps:n,deprecatedProps:i}}function CM(t,e){switch(Ya(e)){case"object":return vo(t,e);case"array":return vo(t,{type:"array",value:e,compare:!1});case"boolean":return vo(t,{type:"boolean",value:e});case"number":return vo(t,{type:"number",value:e});case"function":return vo(t,{type:"function",value:e,compare:!0});default:return{name:t,type:"unknown",value:e}}}function vo(t,e){return"type"in e?{name:t,...PM[e.type],...e}:"value"in e?{name:t,type:Ya(e.value),...e}:{name:t,type:"object",value:e}}function bu(t){return Array.isArray(t)||ArrayBuffer.isView(t)}function Ya(t){return bu(t)?"array":t===null?"null":typeof t}function $m(t,e){let n;for(let o=e.length-1;o>=0;o--){let s=e[o];"extensions"in s&&(n=s.extensions)}let i=wu(t.constructor,n),r=Object.create(i);r[Ai]=t,r[Lt]={},r[ft]={};for(let o=0;o<e.length;++o){let s=e[o];for(let a in s)r[a]=s[a]}return Object.freeze(r),r}var SM="_mergedDefaultProps";function wu(t,e){if(!(t instanceof Ha.constructor))return{};let n=SM;if(e)for(let r of e){let o=r.constructor;o&&(n+=`:${o.extensionName||o.name}`)}let i=Ym(t,n);return i||(t[n]=MM(t,e||[]))}function MM(t,e){if(!t.prototype)return null;let i=Object.getPrototypeOf(t),r=wu(i),o=Ym(t,"defaultProps")||{},s=Wm(o),a=Object.assign(Object.create(null),r,s.defaultProps),c=Object.assign(Object.create(null),r?.[Qe],s.propTypes),l=Object.assign(Object.create(null),r?.[La],s.deprecatedProps);for(let f of e){let u=wu(f.constructor);u&&(Object.assign(a,u),Object.assign(c,u[Qe]),Object.assign(l,u[La]))}return EM(a,t),LM(a,c),TM(a,l),a[Qe]=c,a[La]=l,e.length===0&&!_u(t,"_propTypes")&&(t._propTypes=c),a}function EM(t,e){let n=IM(e);Object.defineProperties(t,{id:{writable:!0,value:n}})}function TM(t,e){for(let n in e)Object.defineProperty(t,n,{enumerable:!1,set(i){let r=`${this.id}: ${n}`;for(let o of e[n])_u(this,o)||(this[o]=i);D.deprecated(r,e[n].join("/"))()}})}function LM(t,e){let n={},i={};for(let r in e){let o=e[r],{name:s,value:a}=o;o.async&&(n[s]=a,i[s]=AM(s))}t[Gt]=n,t[Lt]={},Object.defineProperties(t,i)}function AM(t){return{enumerable:!0,set(e){typeof e=="string"||e instanceof Promise||Fa(e)?this[Lt][t]=e:this[ft][t]=e},get(){if(this[ft]){if(t in this[ft])return this[ft][t]||this[Gt][t];if(t in this[Lt]){let e=this[Ai]&&this[Ai].internalState;if(e&&e.hasAsyncProp(t))return e.getAsyncProp(t)||this[Gt][t]}}return this[Gt][t]}}}function _u(t,e){return Object.prototype.hasOwnProperty.call(t,e)}function Ym(t,e){return _u(t,e)&&t[e]}function IM(t){let e=t.componentName;return e||D.warn(`${t.name}.componentName not specified`)(),e||t.name}var OM=0,bo=class{constructor(...e){this.props=$m(this,e),this.id=this.props.id,this.count=OM++}clone(e){let{props:n}=this,i={};for(let r in n[Gt])r in n[ft]?i[r]=n[ft][r]:r in n[Lt]&&(i[r]=n[Lt][r]);return new this.constructor({...n,...i,...e})}};bo.componentName="Component";bo.defaultProps={};var Ha=bo;var kM=Object.freeze({}),wo=class{constructor(e){this.component=e,this.asyncProps={},this.onAsyncPropUpdated=()=>{},this.oldProps=null,this.oldAsyncProps=null}finalize(){for(let e in this.asyncProps){let n=this.asyncProps[e];n&&n.type&&n.type.release&&n.type.release(n.resolvedValue,n.type,this.component)}this.asyncProps={},this.component=null,this.resetOldProps()}getOldProps(){return this.oldAsyncProps||this.oldProps||kM}resetOldProps(){this.oldAsyncProps=null,this.oldProps=this.component?this.component.props:null}hasAsyncProp(e){return e in this.asyncProps}getAsyncProp(e){let n=this.asyncProps[e];return n&&n.resolvedValue}isAsyncPropLoading(e){if(e){let n=this.asyncProps[e];return!!(n&&n.pendingLoadCount>0&&n.pendingLoadCount!==n.resolvedLoadCount)}for(let n in this.asyncProps)if(this.isAsyncPropLoading(n))return!0;return!1}reloadAsyncProp(e,n){this._watchPromise(e,Promise.resolve(n))}setAsyncProps(e){this.component=e[Ai]||this.component;let n=e[ft]||{},i=e[Lt]||e,r=e[Gt]||{};for(let o in n){let s=n[o];this._createAsyncPropData(o,r[o]),this._updateAsyncProp(o,s),n[o]=this.getAsyncProp(o)}for(let o in i){let s=i[o];this._createAsyncPropData(o,r[o]),this._updateAsyncProp(o,s)}}_fetch(e,n){return null}_onResolve(e,n){}_onError(e,n){}_updateAsyncProp(e,n){if(this._didAsyncInputValueChange(e,n)){if(typeof n=="string"&&(n=this._fetch(e,n)),n instanceof Promise){this._watchPromise(e,n);return}if(Fa(n)){this._resolveAsyncIterable(e,n);return}this._setPropValue(e,n)}}_freezeAsyncOldProps(){if(!this.oldAsyncProps&&this.oldProps){this.oldAsyncProps=Object.create(this.oldProps);for(let e in this.asyncProps)Object.defineProperty(this.oldAsyncProps,e,{enumerable:!0,value:this.oldProps[e]})}}_didAsyncInputValueChange(e,n){let i=this.asyncProps[e];return n===i.resolvedValue||n===i.lastValue?!1:(i.lastValue=n,!0)}_setPropValue(e,n){this._freezeAsyncOldProps();let i=this.asyncProps[e];i&&(n=this._postProcessValue(i,n),i.resolvedValue=n,i.pendingLoadCount++,i.resolvedLoadCount=i.pendingLoadCount)}_setAsyncPropValue(e,n,i){let r=this.asyncProps[e];r&&i>=r.resolvedLoadCount&&n!==void 0&&(this._freezeAsyncOldProps(),r.resolvedValue=n,r.resolvedLoadCount=i,this.onAsyncPropUpdated(e,n))}_watchPromise(e,n){let i=this.asyncProps[e];if(i){i.pendingLoadCount++;let r=i.pendingLoadCount;n.then(o=>{this.component&&(o=this._postProcessValue(i,o),this._setAsyncPropValue(e,o,r),this._onResolve(e,o))}).catch(o=>{this._onError(e,o)})}}async _resolveAsyncIterable(e,n){if(e!=="data"){this._setPropValue(e,n);return}let i=this.asyncProps[e];if(!i)return;i.pendingLoadCount++;let r=i.pendingLoadCount,o=[],s=0;for await(let a of n){if(!this.component)return;let{dataTransform:c}=this.component.props;c?o=c(a,o):o=o.concat(a),Object.defineProperty(o,"__diff",{enumerable:!1,value:[{startRow:s,endRow:o.length}]}),s=o.length,this._setAsyncPropValue(e,o,r)}this._onResolve(e,o)}_postProcessValue(e,n){let i=e.type;return i&&this.component&&(i.release&&i.release(e.resolvedValue,i,this.component),i.transform)?i.transform(n,i,this.component):n}_createAsyncPropData(e,n){if(!this.asyncProps[e]){let r=this.component&&this.component.props[Qe];this.asyncProps[e]={type:r&&r[e],lastValue:null,resolvedValue:n,pendingLoadCount:0,resolvedLoadCount:0}}}};var _o=class extends wo{constructor({attributeManager:e,layer:n}){super(n),this.attributeManager=e,this.needsRedraw=!0,this.needsUpdate=!0,this.subLayers=null,this.usesPickingColorCache=!1,this.disabledPickingIndices=[]}get layer(){return this.component}_fetch(e,n){let i=this.layer,r=i?.props.fetch;return r?r(n,{propName:e,layer:i}):super._fetch(e,n)}_onResolve(e,n){let i=this.layer;if(i){let r=i.props.onDataLoad;e==="data"&&r&&r(n,{propName:e,layer:i})}}_onError(e,n){let i=this.layer;i&&i.raiseError(n,`loading ${e} of ${this.layer}`)}};var RM="layer.changeFlag",DM="layer.initialize",FM="layer.update",zM="layer.finalize",NM="layer.matched",Hm=2**24-1,BM=Object.freeze([]),UM=Et(({oldViewport:t,viewport:e})=>t.equals(e)),tt=new Uint8ClampedArray(0);function qm(t){return t.rowIndexes||t.pickingColors||t.instancePickingColors}function Pu(t){return t.rowIndexes}function Cu(t){return t.pickingColors||t.instancePickingColors}var jM={data:{type:"data",value:BM,async:!0},dataComparator:{type:"function",value:null,optional:!0},_dataDiff:{type:"function",value:t=>t&&t.__diff,optional:!0},dataTransform:{type:"function",value:null,optional:!0},onDataLoad:{type:"function",value:null,optional:!0},onError:{type:"function",value:null,optional:!0},fetch:{type:"function",value:(t,{propName:e,layer:n,loaders:i,loadOptions:r,signal:o})=>{let{resourceManager:s}=n.context;r=r||n.getLoadOptions(),i=i||n.props.loaders,o&&(r={...r,core:{...r?.core,fetch:{...r?.core?.fetch,signal:o}}});let a=s.contains(t);return!a&&!r&&(s.add({resourceId:t,data:ln(t,i),persistent:!1}),a=!0),a?s.subscribe({resourceId:t,onChange:c=>n.internalState?.reloadAsyncProp(e,c),consumerId:n.id,requestId:e}):ln(t,i,r)}},updateTriggers:{},visible:!0,pickable:!1,opacity:{type:"number",min:0,max:1,value:1},operation:"draw",onHover:{type:"function",value:null,optional:!0},onClick:{type:"function",value:null,optional:!0},onDragStart:{type:"function",value:null,optional:!0},onDrag:{type:"function",value:null,optional:!0},onDragEnd:{type:"function",value:null,optional:!0},coordinateSystem:"default",coordinateOrigin:{type:"array",value:[0,0,0],compare:!0},modelMatrix:{type:"array",value:null,compare:!0,optional:!0},wrapLongitude:!1,positionFormat:"XYZ",colorFormat:"RGBA",parameters:{type:"object",value:{},optional:!0,compare:2},loadOptions:{type:"object",value:null,optional:!0,ignore:!0},transitions:null,extensions:[],loaders:{type:"array",value:[],optional:!0,ignore:!0},getPolygonOffset:{type:"function",value:({layerIndex:t})=>[0,-t*100]},highlightedObjectIndex:null,autoHighlight:!1,highlightColor:{type:"accessor",value:[0,0,128,128]}},Po=class extends Ha{constructor(){super(...arguments),this.internalState=null,this.lifecycle=dn.NO_STATE,this.parent=null}static get componentName(){return Object.prototype.hasOwnProperty.call(this,"layerName")?this.layerName:""}get root(){let e=this;for(;e.parent;)e=e.parent;return e}toString(){return`${this.constructor.layerName||this.constructor.name}({id: '${this.props.id}'})`}project(e){W(this.internalState);let n=this.internalState.viewport||this.context.viewport,i=Ta(e,{viewport:n,modelMatrix:this.props.modelMatrix,coordinateOrigin:this.props.coordinateOrigin,coordinateSystem:this.props.coordinateSystem}),[r,o,s]=jt(i,n.pixelProjectionMatrix);return e.length===2?[r,o]:[r,o,s]}unproject(e){return W(this.internalState),(this.internalState.viewport||this.context.viewport).unproject(e)}projectPosition(e,n){W(this.internalState);let i=this.internalState.viewport||this.context.viewport;return Vg(e,{viewport:i,modelMatrix:this.props.modelMatrix,coordinateOrigin:this.props.coordinateOrigin,coordinateSystem:this.props.coordinateSystem,...n})}get isComposite(){return!1}get isDrawable(){return!0}setState(e){this.setChangeFlags({stateChanged:!0}),Object.assign(this.state,e),this.setNeedsRedraw()}setNeedsRedraw(){this.internalState&&(this.internalState.needsRedraw=!0)}setNeedsUpdate(){this.internalState&&(this.context.layerManager.setNeedsUpdate(String(this)),this.internalState.needsUpdate=!0)}get isLoaded(){return this.internalState?!this.internalState.isAsyncPropLoading():!1}get wrapLongitude(){return this.props.wrapLongitude}isPickable(){return this.props.pickable&&this.props.visible}getModels(){let e=this.state;return e&&(e.models||e.model&&[e.model])||[]}setShaderModuleProps(...e){for(let n of this.getModels())n.shaderInputs.setProps(...e)}getAttributeManager(){return this.internalState&&this.internalState.attributeManager}getCurrentLayer(){return this.internalState&&this.internalState.layer}getLoadOptions(){return this.props.loadOptions}use64bitPositions(){let{coordinateSystem:e}=this.props;return e==="default"||e==="lnglat"||e==="cartesian"}onHover(e,n){return this.props.onHover&&this.props.onHover(e,n)||!1}onClick(e,n){return this.props.onClick&&this.props.onClick(e,n)||!1}nullPickingColor(){return[0,0,0]}encodePickingColor(e,n=[]){return n[0]=e+1&255,n[1]=e+1>>8&255,n[2]=e+1>>8>>8&255,n}decodePickingColor(e){W(e instanceof Uint8Array);let[n,i,r]=e;return n+i*256+r*65536-1}getNumInstances(){return Number.isFinite(this.props.numInstances)?this.props.numInstances:this.state&&this.state.numInstances!==void 0?this.state.numInstances:jm(this.props.data)}getStartIndices(){return this.props.startIndices?this.props.startIndices:this.state&&this.state.startIndices?this.state.startIndices:null}getBounds(){return this.getAttributeManager()?.getBounds(["positions","instancePositions"])}getShaders(e){e=xu(e,{disableWarnings:!0,modules:this.context.defaultShaderModules});for(let n of this.props.extensions)e=xu(e,n.getShaders.call(this,n));return e}shouldUpdateState(e){return e.changeFlags.propsOrDataChanged}updateState(e){let n=this.getAttributeManager(),{dataChanged:i}=e.changeFlags;if(i&&n)if(Array.isArray(i))for(let r of i)n.invalidateAll(r);else n.invalidateAll();if(n){let{props:r}=e,o=this.internalState.hasPickingBuffer,s=Number.isInteger(r.highlightedObjectIndex)||!!r.pickable||r.extensions.some(a=>a.getNeedsPickingBuffer.call(this,a));if(o!==s){this.internalState.hasPickingBuffer=s;let a=qm(n.attributes);a&&(s&&a.constant&&(a.constant=!1,n.invalidate(a.id)),!a.value&&!s&&(a.constant=!0,a.value=Pu(n.attributes)?[Fr]:[0,0,0]))}}}finalizeState(e){for(let i of this.getModels())i.destroy();let n=this.getAttributeManager();n&&n.finalize(),this.context&&this.context.resourceManager.unsubscribe({consumerId:this.id}),this.internalState&&(this.internalState.uniformTransitions.clear(),this.internalState.finalize())}draw(e){for(let n of this.getModels())n.draw(e.renderPass)}getPickingInfo({info:e,mode:n,sourceLayer:i}){let{index:r}=e;return r>=0&&Array.isArray(this.props.data)&&(e.object=this.props.data[r]),e}raiseError(e,n){n&&(e=new Error(`${n}: ${e.message}`,{cause:e})),this.props.onError?.(e)||this.context?.onError?.(e,this)}getNeedsRedraw(e={clearRedrawFlags:!1}){return this._getNeedsRedraw(e)}needsUpdate(){return this.internalState?this.internalState.needsUpdate||this.hasUniformTransition()||this.shouldUpdateState(this._getUpdateParams()):!1}hasUniformTransition(){return this.internalState?.uniformTransitions.active||!1}activateViewport(e){if(!this.internalState)return;let n=this.internalState.viewport;this.internalState.viewport=e,(!n||!UM({oldViewport:n,viewport:e}))&&(this.setChangeFlags({viewportChanged:!0}),this.isComposite?this.needsUpdate()&&this.setNeedsUpdate():this._update())}invalidateAttribute(e="all"){let n=this.getAttributeManager();n&&(e==="all"?n.invalidateAll():n.invalidate(e))}updateAttributes(e){let n=!1;for(let i in e)e[i].layoutChanged()&&(n=!0);for(let i of this.getModels())this._setModelAttributes(i,e,n)}_updateAttributes(){let e=this.getAttributeManager();if(!e)return;let n=this.props,i=this.getNumInstances(),r=this.getStartIndices();e.update({data:n.data,numInstances:i,startIndices:r,props:n,transitions:n.transitions,buffers:n.data.attributes,context:this});let o=e.getChangedAttributes({clearChangedFlags:!0});this.updateAttributes(o)}_updateAttributeTransition(){let e=this.getAttributeManager();e&&e.updateTransition()}_updateUniformTransition(){let{uniformTransitions:e}=this.internalState;if(e.active){let n=e.update(),i=Object.create(this.props);for(let r in n)Object.defineProperty(i,r,{value:n[r]});return i}return this.props}calculateInstancePickingColors(e,{numInstances:n}){if(e.constant)return;let i=Math.floor(tt.length/4);this.internalState.usesPickingColorCache=!0;let r=n>0&&tt[0]===0;if(i<n||r){n>Hm&&D.warn("Layer has too many data objects. Picking might not be able to distinguish all objects.")(),tt=lt.allocate(tt,n,{size:4,copy:!0,maxCount:Math.max(n,Hm)});let o=Math.floor(tt.length/4),s=[0,0,0],a=r?0:i;for(let c=a;c<o;c++)this.encodePickingColor(c,s),tt[c*4+0]=s[0],tt[c*4+1]=s[1],tt[c*4+2]=s[2],tt[c*4+3]=0}e.value=tt.subarray(0,n*4)}_setModelAttributes(e,n,i=!1){if(!Object.keys(n).length)return;let r=this.getAttributeManager();if(r?.hasBufferGroups()){this._setGroupedModelAttributes(e,r,n);return}if(i){let c=this.getAttributeManager();e.setBufferLayout(c.getBufferLayouts(e)),n=c.getAttributes()}let o=e.userData?.excludeAttributes||{},s={},a={};for(let c in n){if(o[c])continue;let l=n[c].getValue();for(let f in l){let u=l[f];u instanceof be?n[c].settings.isIndexed?e.setIndexBuffer(u):s[f]=u:u&&(a[f]=u)}}e.setAttributes(s),e.setConstantAttributes(a)}_setGroupedModelAttributes(e,n,i){let r=e.userData?.excludeAttributes||{},o=n.getBufferGroupBindings(i,e,r);e.setBufferLayout(o.bufferLayouts);let s={...o.buffers},a={},c=n.getAttributes();for(let l in c){if(r[l]||o.groupedAttributeIds.has(l))continue;let f=c[l],u=f.getValue();for(let d in u){let h=u[d];h instanceof be?f.settings.isIndexed?e.setIndexBuffer(h):s[d]=h:h&&(a[d]=h)}}e.setAttributes(s),e.setConstantAttributes(a)}disablePickingIndex(e){let n=this.props.data;if(!("attributes"in n)){this._disablePickingIndex(e);return}let i=this.getAttributeManager().attributes,r=Pu(i),o=Cu(i),s=r&&n.attributes&&n.attributes[r.id];if(s&&s.value){let c=s.value;for(let l=0;l<n.length;l++){let f=r.getVertexOffset(l);c[f]===e&&this._disablePickingIndex(l)}return}let a=o&&n.attributes&&n.attributes[o.id];if(a&&a.value){let c=a.value,l=this.encodePickingColor(e);for(let f=0;f<n.length;f++){let u=o.getVertexOffset(f);c[u]===l[0]&&c[u+1]===l[1]&&c[u+2]===l[2]&&this._disablePickingIndex(f)}}else this._disablePickingIndex(e)}_disablePickingIndex(e){let n=this.getAttributeManager().attributes,i=Pu(n);if(i){let a=i.getVertexOffset(e),c=i.getVertexOffset(e+1),l=new Uint32Array(c-a);l.fill(Fr),i.buffer.write(l,a*l.BYTES_PER_ELEMENT);return}let r=Cu(n);if(!r){this.internalState&&Ig(this.internalState.disabledPickingIndices,e);return}let o=r.getVertexOffset(e),s=r.getVertexOffset(e+1);r.buffer.write(new Uint8Array(s-o),o)}restorePickingColors(){let e=this.getAttributeManager().attributes,n=qm(e);if(!n){this.internalState&&(this.internalState.disabledPickingIndices.length=0);return}let i=Cu(e);this.internalState.usesPickingColorCache&&i&&i.value.buffer!==tt.buffer&&(i.value=tt.subarray(0,i.value.length)),n.updateSubBuffer({startOffset:0})}_initialize(){W(!this.internalState),te(DM,this);let e=this._getAttributeManager();this.internalState=new _o({attributeManager:e,layer:this}),this._clearChangeFlags(),this.state={},Object.defineProperty(this.state,"attributeManager",{get:()=>(D.deprecated("layer.state.attributeManager","layer.getAttributeManager()")(),e)}),this.internalState.uniformTransitions=new xo(this.context.timeline),this.internalState.onAsyncPropUpdated=this._onAsyncPropUpdated.bind(this),this.internalState.setAsyncProps(this.props),this.initializeState(this.context);for(let n of this.props.extensions)n.initializeState.call(this,this.context,n);this.setChangeFlags({dataChanged:"init",propsChanged:"init",viewportChanged:!0,extensionsChanged:!0}),this._update()}_transferState(e){te(NM,this,this===e);let{state:n,internalState:i}=e;this!==e&&(this.internalState=i,this.state=n,this.internalState.setAsyncProps(this.props),this._diffProps(this.props,this.internalState.getOldProps()))}_update(){let e=this.needsUpdate();if(te(FM,this,e),!e)return;this.context.stats.get("Layer updates").incrementCount();let n=this.props,i=this.context,r=this.internalState,o=i.viewport,s=this._updateUniformTransition();r.propsInTransition=s,i.viewport=r.viewport||o,this.props=s;try{let a=this._getUpdateParams(),c=this.getModels();if(i.device)this.updateState(a);else try{this.updateState(a)}catch{}for(let f of this.props.extensions)f.updateState.call(this,a,f);this.setNeedsRedraw(),this._updateAttributes();let l=this.getModels()[0]!==c[0];this._postUpdate(a,l)}finally{i.viewport=o,this.props=n,this._clearChangeFlags(),r.needsUpdate=!1,r.resetOldProps()}}_finalize(){te(zM,this),this.finalizeState(this.context);for(let e of this.props.extensions)e.finalizeState.call(this,this.context,e)}_drawLayer({renderPass:e,shaderModuleProps:n=null,uniforms:i={},parameters:r={}}){this._updateAttributeTransition();let o=this.props,s=this.context;this.props=this.internalState.propsInTransition||o;try{n&&this.setShaderModuleProps(n);let{getPolygonOffset:a}=this.props,c=a&&a(i)||[0,0];s.device instanceof Ns&&s.device.setParametersWebGL({polygonOffset:c});let l=s.device instanceof Ns?null:VM(r);if(GM(this.getModels(),e,r,l),s.device instanceof Ns)s.device.withParametersWebGL(r,()=>{let f={renderPass:e,shaderModuleProps:n,uniforms:i,parameters:r,context:s};for(let u of this.props.extensions)u.draw.call(this,f,u);this.draw(f)});else{l?.renderPassParameters&&e.setParameters(l.renderPassParameters);let f={renderPass:e,shaderModuleProps:n,uniforms:i,parameters:r,context:s};for(let u of this.props.extensions)u.draw.call(this,f,u);this.draw(f)}}finally{this.props=o}}getChangeFlags(){return this.internalState?.changeFlags}setChangeFlags(e){if(!this.internalState)return;let{changeFlags:n}=this.internalState;for(let r in e)if(e[r]){let o=!1;switch(r){case"dataChanged":let s=e[r],a=n[r];s&&Array.isArray(a)&&(n.dataChanged=Array.isArray(s)?a.concat(s):s,o=!0);default:n[r]||(n[r]=e[r],o=!0)}o&&te(RM,this,r,e)}let i=!!(n.dataChanged||n.updateTriggersChanged||n.propsChanged||n.extensionsChanged);n.propsOrDataChanged=i,n.somethingChanged=i||n.viewportChanged||n.stateChanged}_clearChangeFlags(){this.internalState.changeFlags={dataChanged:!1,propsChanged:!1,updateTriggersChanged:!1,viewportChanged:!1,stateChanged:!1,extensionsChanged:!1,propsOrDataChanged:!1,somethingChanged:!1}}_diffProps(e,n){let i=Bm(e,n);if(i.updateTriggersChanged)for(let r in i.updateTriggersChanged)i.updateTriggersChanged[r]&&this.invalidateAttribute(r);if(i.transitionsChanged)for(let r in i.transitionsChanged)this.internalState.uniformTransitions.add(r,n[r],e[r],e.transitions?.[r]);return this.setChangeFlags(i)}validateProps(){Nm(this.props)}updateAutoHighlight(e){this.props.autoHighlight&&!Number.isInteger(this.props.highlightedObjectIndex)&&this._updateAutoHighlight(e)}_updateAutoHighlight(e){let n={highlightedObjectColor:e.picked?e.color:null},{highlightColor:i}=this.props;e.picked&&typeof i=="function"&&(n.highlightColor=i(e)),this.setShaderModuleProps({picking:n}),this.setNeedsRedraw()}_getAttributeManager(){let e=this.context;return new go(e.device,{id:this.props.id,stats:e.stats,timeline:e.timeline})}_postUpdate(e,n){let{props:i,oldProps:r}=e,o=this.state.model;o?.isInstanced&&o.setInstanceCount(this.getNumInstances());let{autoHighlight:s,highlightedObjectIndex:a,highlightColor:c}=i;if(n||r.autoHighlight!==s||r.highlightedObjectIndex!==a||r.highlightColor!==c){let l={};Array.isArray(c)&&(l.highlightColor=c),(n||r.autoHighlight!==s||a!==r.highlightedObjectIndex)&&(l.highlightedObjectColor=Number.isFinite(a)&&a>=0?this.encodePickingColor(a):null),this.setShaderModuleProps({picking:l})}}_getUpdateParams(){return{props:this.props,oldProps:this.internalState.getOldProps(),context:this.context,changeFlags:this.internalState.changeFlags}}_getNeedsRedraw(e){if(!this.internalState)return!1;let n=!1;n=n||this.internalState.needsRedraw&&this.id;let i=this.getAttributeManager(),r=i?i.getNeedsRedraw(e):!1;if(n=n||r,n)for(let o of this.props.extensions)o.onNeedsRedraw.call(this,o);return this.internalState.needsRedraw=this.internalState.needsRedraw&&!e.clearRedrawFlags,n}_onAsyncPropUpdated(){this._diffProps(this.props,this.internalState.getOldProps()),this.setNeedsUpdate()}};Po.defaultProps=jM;Po.layerName="Layer";var ae=Po;function VM(t){let{blendConstant:e,...n}=t;return e?{pipelineParameters:n,renderPassParameters:{blendConstant:e}}:{pipelineParameters:n}}function GM(t,e,n,i){for(let r of t)r.device.type==="webgpu"?(WM(r,e),r.setParameters({...r.parameters,...i?.pipelineParameters})):r.setParameters(n)}function WM(t,e){let n=e.props.framebuffer||(e.framebuffer??null);if(!n)return;let i=n.colorAttachments.map(s=>s?.texture?.format??null),r=n.depthStencilAttachment?.texture?.format,o=t;(!$M(o.props.colorAttachmentFormats,i)||o.props.depthStencilAttachmentFormat!==r)&&(o.props.colorAttachmentFormats=i,o.props.depthStencilAttachmentFormat=r,o._setPipelineNeedsUpdate("attachment formats"))}function $M(t,e){if(t===e)return!0;if(!t||!e||t.length!==e.length)return!1;for(let n=0;n<t.length;n++)if(t[n]!==e[n])return!1;return!0}var YM="compositeLayer.renderLayers",qa=class extends ae{get isComposite(){return!0}get isDrawable(){return!1}get isLoaded(){return super.isLoaded&&this.getSubLayers().every(e=>e.isLoaded)}getSubLayers(){return this.internalState&&this.internalState.subLayers||[]}initializeState(e){}setState(e){super.setState(e),this.setNeedsUpdate()}getPickingInfo({info:e}){let{object:n}=e;return n&&n.__source&&n.__source.parent&&n.__source.parent.id===this.id&&(e.object=n.__source.object,e.index=n.__source.index),e}filterSubLayer(e){return!0}shouldRenderSubLayer(e,n){return n&&n.length}getSubLayerClass(e,n){let{_subLayerProps:i}=this.props;return i&&i[e]&&i[e].type||n}getSubLayerRow(e,n,i){return e.__source={parent:this,object:n,index:i},e}getSubLayerAccessor(e){if(typeof e=="function"){let n={index:-1,data:this.props.data,target:[]};return(i,r)=>i&&i.__source?(n.index=i.__source.index,e(i.__source.object,n)):e(i,r)}return e}getSubLayerProps(e={}){let{opacity:n,pickable:i,visible:r,parameters:o,getPolygonOffset:s,highlightedObjectIndex:a,autoHighlight:c,highlightColor:l,coordinateSystem:f,coordinateOrigin:u,wrapLongitude:d,positionFormat:h,modelMatrix:p,extensions:m,fetch:g,operation:x,_subLayerProps:b}=this.props,v={id:"",updateTriggers:{},opacity:n,pickable:i,visible:r,parameters:o,getPolygonOffset:s,highlightedObjectIndex:a,autoHighlight:c,highlightColor:l,coordinateSystem:f,coordinateOrigin:u,wrapLongitude:d,positionFormat:h,modelMatrix:p,extensions:m,fetch:g,operation:x},y=b&&e.id&&b[e.id],w=y&&y.updateTriggers,_=e.id||"sublayer";if(y){let M=this.props[Qe],P=e.type?e.type._propTypes:{};for(let S in y){let C=P[S]||M[S];C&&C.type==="accessor"&&(y[S]=this.getSubLayerAccessor(y[S]))}}Object.assign(v,e,y),v.id=`${this.props.id}-${_}`,v.updateTriggers={all:this.props.updateTriggers?.all,...e.updateTriggers,...w};for(let M of m){let P=M.getSubLayerProps.call(this,M);P&&Object.assign(v,P,{updateTriggers:Object.assign(v.updateTriggers,P.updateTriggers)})}return v}_updateAutoHighlight(e){for(let n of this.getSubLayers())n.updateAutoHighlight(e)}_getAttributeManager(){return null}_postUpdate(e,n){let i=this.internalState.subLayers,r=!i||this.needsUpdate();if(r){let o=this.renderLayers();i=Ii(o,Boolean),this.internalState.subLayers=i}te(YM,this,r,i);for(let o of i)o.parent=this}};qa.layerName="CompositeLayer";var Un=qa;var pn=class{constructor(e){this.indexStarts=[0],this.vertexStarts=[0],this.vertexCount=0,this.instanceCount=0;let{attributes:n={}}=e;this.typedArrayManager=lt,this.attributes={},this._attributeDefs=n,this.opts=e,this.updateGeometry(e)}updateGeometry(e){Object.assign(this.opts,e);let{data:n,buffers:i={},getGeometry:r,geometryBuffer:o,positionFormat:s,dataChanged:a,normalize:c=!0}=this.opts;if(this.data=n,this.getGeometry=r,this.positionSize=o&&o.size||(s==="XY"?2:3),this.buffers=i,this.normalize=c,o&&(W(n.startIndices),this.getGeometry=this.getGeometryFromBuffer(o),c||(i.vertexPositions=o)),this.geometryBuffer=i.vertexPositions,Array.isArray(a))for(let l of a)this._rebuildGeometry(l);else this._rebuildGeometry()}updatePartialGeometry({startRow:e,endRow:n}){this._rebuildGeometry({startRow:e,endRow:n})}getGeometryFromBuffer(e){let n=e.value||e;return ArrayBuffer.isView(n)?za(n,{size:this.positionSize,offset:e.offset,stride:e.stride,startIndices:this.data.startIndices}):null}_allocate(e,n){let{attributes:i,buffers:r,_attributeDefs:o,typedArrayManager:s}=this;for(let a in o)if(a in r)s.release(i[a]),i[a]=null;else{let c=o[a];c.copy=n,i[a]=s.allocate(i[a],e,c)}}_forEachGeometry(e,n,i){let{data:r,getGeometry:o}=this,{iterable:s,objectInfo:a}=dt(r,n,i);for(let c of s){a.index++;let l=o?o(c,a):null;e(l,a.index)}}_rebuildGeometry(e){if(!this.data)return;let{indexStarts:n,vertexStarts:i,instanceCount:r}=this,{data:o,geometryBuffer:s}=this,{startRow:a=0,endRow:c=1/0}=e||{},l={};if(e||(n=[0],i=[0]),this.normalize||!s)this._forEachGeometry((u,d)=>{let h=u&&this.normalizeGeometry(u);l[d]=h,i[d+1]=i[d]+(h?this.getGeometrySize(h):0)},a,c),r=i[i.length-1];else if(i=o.startIndices,r=i[o.length]||0,ArrayBuffer.isView(s))r=r||s.length/this.positionSize;else if(s instanceof be){let u=this.positionSize*4;r=r||s.byteLength/u}else if(s.buffer){let u=s.stride||this.positionSize*4;r=r||s.buffer.byteLength/u}else if(s.value){let u=s.value,d=s.stride/u.BYTES_PER_ELEMENT||this.positionSize;r=r||u.length/d}this._allocate(r,!!e),this.indexStarts=n,this.vertexStarts=i,this.instanceCount=r;let f={};this._forEachGeometry((u,d)=>{let h=l[d]||u;f.vertexStart=i[d],f.indexStart=n[d];let p=d<i.length-1?i[d+1]:r;f.geometrySize=p-i[d],f.geometryIndex=d,this.updateGeometryAttributes(h,f)},a,c),this.vertexCount=n[n.length-1]}};var Zm=`layout(std140) uniform iconUniforms {
  float sizeScale;
  vec2 iconsTextureDim;
  float sizeBasis;
  float sizeMinPixels;
  float sizeMaxPixels;
  bool billboard;
  highp int sizeUnits;
  float alphaCutoff;
} icon;
`,Xm={name:"icon",vs:Zm,fs:Zm,uniformTypes:{sizeScale:"f32",iconsTextureDim:"vec2<f32>",sizeBasis:"f32",sizeMinPixels:"f32",sizeMaxPixels:"f32",billboard:"f32",sizeUnits:"i32",alphaCutoff:"f32"}};var Km=`#version 300 es
#define SHADER_NAME icon-layer-vertex-shader
in vec2 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in float instanceSizes;
in float instanceAngles;
in vec4 instanceColors;
#ifdef USE_ROW_INDEXES
in float rowIndexes;
#endif
in vec4 instanceIconFrames;
in float instanceColorModes;
in vec2 instanceOffsets;
in vec2 instancePixelOffset;
out float vColorMode;
out vec4 vColor;
out vec2 vTextureCoords;
out vec2 uv;
vec2 rotate_by_angle(vec2 vertex, float angle) {
float angle_radian = angle * PI / 180.0;
float cos_angle = cos(angle_radian);
float sin_angle = sin(angle_radian);
mat2 rotationMatrix = mat2(cos_angle, -sin_angle, sin_angle, cos_angle);
return rotationMatrix * vertex;
}
void main(void) {
geometry.worldPosition = instancePositions;
geometry.uv = positions;
#ifdef USE_ROW_INDEXES
geometry.pickingColor = picking_getPickingColorFromIndex(rowIndexes);
#else
geometry.pickingColor = picking_getPickingColorFromInstanceID();
#endif
uv = positions;
vec2 iconSize = instanceIconFrames.zw;
float sizePixels = clamp(
project_size_to_pixel(instanceSizes * icon.sizeScale, icon.sizeUnits),
icon.sizeMinPixels, icon.sizeMaxPixels
);
float iconConstraint = icon.sizeBasis == 0.0 ? iconSize.x : iconSize.y;
float instanceScale = iconConstraint == 0.0 ? 0.0 : sizePixels / iconConstraint;
vec2 pixelOffset = positions / 2.0 * iconSize + instanceOffsets;
pixelOffset = rotate_by_angle(pixelOffset, instanceAngles) * instanceScale;
pixelOffset += instancePixelOffset;
pixelOffset.y *= -1.0;
if (icon.billboard)  {
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
vec3 offset = vec3(pixelOffset, 0.0);
DECKGL_FILTER_SIZE(offset, geometry);
gl_Position.xy += project_pixel_size_to_clipspace(offset.xy);
} else {
vec3 offset_common = vec3(project_pixel_size(pixelOffset), 0.0);
DECKGL_FILTER_SIZE(offset_common, geometry);
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, offset_common, geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}
vTextureCoords = mix(
instanceIconFrames.xy,
instanceIconFrames.xy + iconSize,
(positions.xy + 1.0) / 2.0
) / icon.iconsTextureDim;
vColor = instanceColors;
DECKGL_FILTER_COLOR(vColor, geometry);
vColorMode = instanceColorModes;
}
`;var Jm=`#version 300 es
#define SHADER_NAME icon-layer-fragment-shader
precision highp float;
uniform sampler2D iconsTexture;
in float vColorMode;
in vec4 vColor;
in vec2 vTextureCoords;
in vec2 uv;
out vec4 fragColor;
void main(void) {
geometry.uv = uv;
vec4 texColor = texture(iconsTexture, vTextureCoords);
vec3 color = mix(texColor.rgb, vColor.rgb, vColorMode);
float a = texColor.a * layer.opacity * vColor.a;
if (a < icon.alphaCutoff) {
discard;
}
fragColor = vec4(color, a);
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;var HM=`struct IconUniforms {
  sizeScale: f32,
  iconsTextureDim: vec2<f32>,
  sizeBasis: f32,
  sizeMinPixels: f32,
  sizeMaxPixels: f32,
  billboard: i32,
  sizeUnits: i32,
  alphaCutoff: f32
};

@group(0) @binding(auto) var<uniform> icon: IconUniforms;
@group(0) @binding(auto) var iconsTexture : texture_2d<f32>;
@group(0) @binding(auto) var iconsTextureSampler : sampler;

fn rotate_by_angle(vertex: vec2<f32>, angle_deg: f32) -> vec2<f32> {
  let angle_radian = angle_deg * PI / 180.0;
  let c = cos(angle_radian);
  let s = sin(angle_radian);
  let rotation = mat2x2<f32>(vec2<f32>(c, s), vec2<f32>(-s, c));
  return rotation * vertex;
}

struct Attributes {
  @builtin(instance_index) instanceIndex : u32,
  @location(0) positions: vec2<f32>,

  @location(1) instancePositions: vec3<f32>,
  @location(2) instancePositions64Low: vec3<f32>,
  @location(3) instanceSizes: f32,
  @location(4) instanceAngles: f32,
  @location(5) instanceColors: vec4<f32>,
  @location(6) instanceIconFrames: vec4<f32>,
  @location(7) instanceColorModes: f32,
  @location(8) instanceOffsets: vec2<f32>,
  @location(9) instancePixelOffset: vec2<f32>,
  PICKING_COLOR_ATTRIBUTE
};

struct Varyings {
  @builtin(position) position: vec4<f32>,

  @location(0) vColorMode: f32,
  @location(1) vColor: vec4<f32>,
  @location(2) vTextureCoords: vec2<f32>,
  @location(3) uv: vec2<f32>,
  @location(4) pickingColor: vec3<f32>,
};

@vertex
fn vertexMain(inp: Attributes) -> Varyings {
  // write geometry fields used by filters + FS
  geometry.worldPosition = inp.instancePositions;
  geometry.uv = inp.positions;
  geometry.pickingColor = PICKING_COLOR_VALUE;

  var outp: Varyings;
  outp.uv = inp.positions;

  let iconSize = inp.instanceIconFrames.zw;

  // convert size in meters to pixels, then clamp
  let sizePixels = clamp(
    project_unit_size_to_pixel(inp.instanceSizes * icon.sizeScale, icon.sizeUnits),
    icon.sizeMinPixels, icon.sizeMaxPixels
  );

  // scale icon height to match instanceSize
  let iconConstraint = select(iconSize.y, iconSize.x, icon.sizeBasis == 0.0);
  let instanceScale = select(sizePixels / iconConstraint, 0.0, iconConstraint == 0.0);

  // scale and rotate vertex in "pixel" units; then add per-instance pixel offset
  var pixelOffset = inp.positions / 2.0 * iconSize + inp.instanceOffsets;
  pixelOffset = rotate_by_angle(pixelOffset, inp.instanceAngles) * instanceScale;
  pixelOffset = pixelOffset + inp.instancePixelOffset;
  pixelOffset.y = pixelOffset.y * -1.0;

  if (icon.billboard != 0) {
    var pos = project_position_to_clipspace(inp.instancePositions, inp.instancePositions64Low, vec3<f32>(0.0)); // TODO, &geometry.position);
    // DECKGL_FILTER_GL_POSITION(pos, geometry);

    var offset = vec3<f32>(pixelOffset, 0.0);
    // DECKGL_FILTER_SIZE(offset, geometry);
    let clipOffset = project_pixel_size_to_clipspace(offset.xy);
    pos = vec4<f32>(pos.x + clipOffset.x, pos.y + clipOffset.y, pos.z, pos.w);
    outp.position = pos;
  } else {
    var offset_common = vec3<f32>(project_pixel_size_vec2(pixelOffset), 0.0);
    // DECKGL_FILTER_SIZE(offset_common, geometry);
    var pos = project_position_to_clipspace(inp.instancePositions, inp.instancePositions64Low, offset_common); // TODO, &geometry.position);
    // DECKGL_FILTER_GL_POSITION(pos, geometry);
    outp.position = pos;
  }

  let uvMix = (inp.positions.xy + vec2<f32>(1.0, 1.0)) * 0.5;
  outp.vTextureCoords = mix(inp.instanceIconFrames.xy, inp.instanceIconFrames.xy + iconSize, uvMix) / icon.iconsTextureDim;

  outp.vColor = inp.instanceColors;
  // DECKGL_FILTER_COLOR(outp.vColor, geometry);

  outp.vColorMode = inp.instanceColorModes;
  outp.pickingColor = geometry.pickingColor;

  return outp;
}

@fragment
fn fragmentMain(inp: Varyings) -> @location(0) vec4<f32> {
  // expose to deck.gl filter hooks
  geometry.uv = inp.uv;

  let texColor = textureSample(iconsTexture, iconsTextureSampler, inp.vTextureCoords);

  // if colorMode == 0, use pixel color from the texture
  // if colorMode == 1 (or picking), use texture as transparency mask
  let rgb = mix(texColor.rgb, inp.vColor.rgb, inp.vColorMode);
  let a = texColor.a * layer.opacity * inp.vColor.a;

  if (a < icon.alphaCutoff) {
    discard;
  }

  if (picking.isActive > 0.5) {
    if (!picking_isColorValid(inp.pickingColor)) {
      discard;
    }
    return vec4<f32>(inp.pickingColor, 1.0);
  }

  var fragColor = deckgl_premultiplied_alpha(vec4<f32>(rgb, a));

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(inp.pickingColor - highlightedObjectColor))) {
      let highLightAlpha = picking.highlightColor.a;
      let blendedAlpha = highLightAlpha + fragColor.a * (1.0 - highLightAlpha);
      if (blendedAlpha > 0.0) {
        let highLightRatio = highLightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highLightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  return fragColor;
}
`;function Qm(t){return HM.replace("PICKING_COLOR_ATTRIBUTE",t?"@location(10) rowIndexes: u32,":"").replace("PICKING_COLOR_VALUE",t?"picking_getPickingColorFromIndex(inp.rowIndexes)":"picking_getPickingColorFromIndex(inp.instanceIndex)")}var qM=1024,ZM=4,e0=()=>{},t0={minFilter:"linear",mipmapFilter:"linear",magFilter:"linear",addressModeU:"clamp-to-edge",addressModeV:"clamp-to-edge"},XM={x:0,y:0,width:0,height:0};function KM(t){return Math.pow(2,Math.ceil(Math.log2(t)))}function JM(t,e,n,i){let r=Math.min(n/e.width,i/e.height),o=Math.floor(e.width*r),s=Math.floor(e.height*r);return r===1?{image:e,width:o,height:s}:(t.canvas.height=s,t.canvas.width=o,t.clearRect(0,0,o,s),t.drawImage(e,0,0,e.width,e.height,0,0,o,s),{image:t.canvas,width:o,height:s})}function Co(t){return t&&(t.id||t.url)}function i0(t){let{device:e}=t;e.type==="webgl"?t.generateMipmapsWebGL():e.type==="webgpu"&&e.generateMipmapsWebGPU(t)}function QM(t,e,n,i){let{width:r,height:o,device:s}=t,a=s.createTexture({format:"rgba8unorm",width:e,height:n,sampler:i,mipLevels:s.getMipLevelCount(e,n)}),c=s.createCommandEncoder();c.copyTextureToTexture({sourceTexture:t,destinationTexture:a,width:r,height:o});let l=c.finish();return s.submit(l),i0(a),t.destroy(),a}function n0(t,e,n){for(let i=0;i<e.length;i++){let{icon:r,xOffset:o}=e[i],s=Co(r);t[s]={...r,x:o,y:n}}}function eE({icons:t,buffer:e,mapping:n={},xOffset:i=0,yOffset:r=0,rowHeight:o=0,canvasWidth:s}){let a=[];for(let c=0;c<t.length;c++){let l=t[c],f=Co(l);if(!n[f]){let{height:u,width:d}=l;i+d+e>s&&(n0(n,a,r),i=0,r=o+r+e,o=0,a=[]),a.push({icon:l,xOffset:i}),i=i+d+e,o=Math.max(o,u)}}return a.length>0&&n0(n,a,r),{mapping:n,rowHeight:o,xOffset:i,yOffset:r,canvasWidth:s,canvasHeight:KM(o+r+e)}}function tE(t,e,n){if(!t||!e)return null;n=n||{};let i={},{iterable:r,objectInfo:o}=dt(t);for(let s of r){o.index++;let a=e(s,o),c=Co(a);if(!a)throw new Error("Icon is missing.");if(!a.url)throw new Error("Icon url is missing.");!i[c]&&(!n[c]||a.url!==n[c].url)&&(i[c]={...a,source:s,sourceIndex:o.index})}return i}var So=class{constructor(e,{onUpdate:n=e0,onError:i=e0}){this._loadOptions=null,this._texture=null,this._externalTexture=null,this._mapping={},this._samplerParameters=null,this._pendingCount=0,this._autoPacking=!1,this._xOffset=0,this._yOffset=0,this._rowHeight=0,this._buffer=ZM,this._canvasWidth=qM,this._canvasHeight=0,this._canvas=null,this.device=e,this.onUpdate=n,this.onError=i}finalize(){this._texture?.delete()}getTexture(){return this._texture||this._externalTexture}getIconMapping(e){let n=this._autoPacking?Co(e):e;return this._mapping[n]||XM}setProps({loadOptions:e,autoPacking:n,iconAtlas:i,iconMapping:r,textureParameters:o}){e&&(this._loadOptions=e),n!==void 0&&(this._autoPacking=n),r&&(this._mapping=r),i&&(this._texture?.delete(),this._texture=null,this._externalTexture=i),o&&(this._samplerParameters=o)}get isLoaded(){return this._pendingCount===0}packIcons(e,n){if(!this._autoPacking||typeof document>"u")return;let i=Object.values(tE(e,n,this._mapping)||{});if(i.length>0){let{mapping:r,xOffset:o,yOffset:s,rowHeight:a,canvasHeight:c}=eE({icons:i,buffer:this._buffer,canvasWidth:this._canvasWidth,mapping:this._mapping,rowHeight:this._rowHeight,xOffset:this._xOffset,yOffset:this._yOffset});this._rowHeight=a,this._mapping=r,this._xOffset=o,this._yOffset=s,this._canvasHeight=c,this._texture||(this._texture=this.device.createTexture({format:"rgba8unorm",data:null,width:this._canvasWidth,height:this._canvasHeight,sampler:this._samplerParameters||t0,mipLevels:this.device.getMipLevelCount(this._canvasWidth,this._canvasHeight)})),this._texture.height!==this._canvasHeight&&(this._texture=QM(this._texture,this._canvasWidth,this._canvasHeight,this._samplerParameters||t0)),this.onUpdate(!0),this._canvas=this._canvas||document.createElement("canvas"),this._loadIcons(i)}}_loadIcons(e){let n=this._canvas.getContext("2d",{willReadFrequently:!0});for(let i of e)this._pendingCount++,ln(i.url,this._loadOptions).then(r=>{let o=Co(i),s=this._mapping[o],{x:a,y:c,width:l,height:f}=s,{image:u,width:d,height:h}=JM(n,r,l,f),p=a+(l-d)/2,m=c+(f-h)/2;this._texture?.copyExternalImage({image:u,x:p,y:m,width:d,height:h}),s.x=p,s.y=m,s.width=d,s.height=h,this._texture&&i0(this._texture),this.onUpdate(d!==l||h!==f)}).catch(r=>{this.onError({url:i.url,source:i.source,sourceIndex:i.sourceIndex,loadOptions:this._loadOptions,error:r})}).finally(()=>{this._pendingCount--})}};var r0=[0,0,0,255],nE={iconAtlas:{type:"image",value:null,async:!0},iconMapping:{type:"object",value:{},async:!0},sizeScale:{type:"number",value:1,min:0},billboard:!0,sizeUnits:"pixels",sizeBasis:"height",sizeMinPixels:{type:"number",min:0,value:0},sizeMaxPixels:{type:"number",min:0,value:Number.MAX_SAFE_INTEGER},alphaCutoff:{type:"number",value:.05,min:0,max:1},getPosition:{type:"accessor",value:t=>t.position},getIcon:{type:"accessor",value:t=>t.icon},getColor:{type:"accessor",value:r0},getSize:{type:"accessor",value:1},getAngle:{type:"accessor",value:0},getPixelOffset:{type:"accessor",value:[0,0]},onIconError:{type:"function",value:null,optional:!0},textureParameters:{type:"object",ignore:!0,value:null}},Mo=class extends ae{getShaders(){let e=!!this.props.data?.attributes?.rowIndexes;return super.getShaders({vs:Km,fs:Jm,source:Qm(e),defines:e?{USE_ROW_INDEXES:!0}:{},modules:[le,Ke,fe,Xm]})}initializeState(){this.state={iconManager:new So(this.context.device,{onUpdate:this._onUpdate.bind(this),onError:this._onError.bind(this)})},this.getAttributeManager().addInstanced({instancePositions:{size:3,type:"float64",fp64:this.use64bitPositions(),transition:!0,accessor:"getPosition"},instanceSizes:{size:1,transition:!0,bufferGroup:"icon-instance-data",accessor:"getSize",defaultValue:1},instanceIconDefs:{size:7,bufferGroup:"icon-instance-data",accessor:"getIcon",transform:this.getInstanceIconDef,shaderAttributes:{instanceOffsets:{size:2,elementOffset:0},instanceIconFrames:{size:4,elementOffset:2},instanceColorModes:{size:1,elementOffset:6}}},instanceColors:{size:this.props.colorFormat.length,type:"unorm8",transition:!0,bufferGroup:"icon-instance-data",accessor:"getColor",defaultValue:r0},instanceAngles:{size:1,transition:!0,bufferGroup:"icon-instance-data",accessor:"getAngle"},instancePixelOffset:{size:2,transition:!0,bufferGroup:"icon-instance-data",accessor:"getPixelOffset"},...this.props.data?.attributes?.rowIndexes?{rowIndexes:{size:1,type:"uint32",noAlloc:!0}}:{}})}updateState(e){super.updateState(e);let{props:n,oldProps:i,changeFlags:r}=e,o=this.getAttributeManager(),{iconAtlas:s,iconMapping:a,data:c,getIcon:l,textureParameters:f}=n,{iconManager:u}=this.state;if(typeof s=="string")return;let d=s||this.internalState.isAsyncPropLoading("iconAtlas");u.setProps({loadOptions:n.loadOptions,autoPacking:!d,iconAtlas:s,iconMapping:d?a:null,textureParameters:f}),d?i.iconMapping!==n.iconMapping&&o.invalidate("getIcon"):(r.dataChanged||r.updateTriggersChanged&&(r.updateTriggersChanged.all||r.updateTriggersChanged.getIcon))&&u.packIcons(c,l),r.extensionsChanged&&(this.state.model?.destroy(),this.state.model=this._getModel(),o.invalidateAll())}get isLoaded(){return super.isLoaded&&this.state.iconManager.isLoaded}finalizeState(e){super.finalizeState(e),this.state.iconManager.finalize()}draw({uniforms:e}){this._drawModel(this.state.model)}_drawModel(e){let{sizeScale:n,sizeBasis:i,sizeMinPixels:r,sizeMaxPixels:o,sizeUnits:s,billboard:a,alphaCutoff:c}=this.props,{iconManager:l}=this.state,f=l.getTexture();if(f){let u={iconsTexture:f,iconsTextureDim:[f.width,f.height],sizeUnits:Se[s],sizeScale:n,sizeBasis:i==="height"?1:0,sizeMinPixels:r,sizeMaxPixels:o,billboard:a,alphaCutoff:c};e.shaderInputs.setProps({icon:u}),e.draw(this.context.renderPass)}}_getModel(e=this.props.id){let n=[-1,-1,1,-1,-1,1,1,1];return new ce(this.context.device,{...this.getShaders(),id:e,bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new he({topology:"triangle-strip",attributes:{positions:{size:2,value:new Float32Array(n)}}}),isInstanced:!0})}_onUpdate(e){e?(this.getAttributeManager()?.invalidate("getIcon"),this.setNeedsUpdate()):this.setNeedsRedraw()}_onError(e){let n=this.getCurrentLayer()?.props.onIconError;n?n(e):D.error(e.error.message)()}getInstanceIconDef(e){let{x:n,y:i,width:r,height:o,mask:s,anchorX:a=r/2,anchorY:c=o/2}=this.state.iconManager.getIconMapping(e);return[r/2-a,o/2-c,n,i,r,o,s?1:0]}};Mo.defaultProps=nE;Mo.layerName="IconLayer";var Za=Mo;var o0=`layout(std140) uniform scatterplotUniforms {
  float radiusScale;
  float radiusMinPixels;
  float radiusMaxPixels;
  float lineWidthScale;
  float lineWidthMinPixels;
  float lineWidthMaxPixels;
  float stroked;
  float filled;
  bool antialiasing;
  bool billboard;
  highp int radiusUnits;
  highp int lineWidthUnits;
} scatterplot;
`,s0={name:"scatterplot",vs:o0,fs:o0,source:"",uniformTypes:{radiusScale:"f32",radiusMinPixels:"f32",radiusMaxPixels:"f32",lineWidthScale:"f32",lineWidthMinPixels:"f32",lineWidthMaxPixels:"f32",stroked:"f32",filled:"f32",antialiasing:"f32",billboard:"f32",radiusUnits:"i32",lineWidthUnits:"i32"}};var a0=`#version 300 es
#define SHADER_NAME scatterplot-layer-vertex-shader
in vec3 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in float instanceRadius;
in float instanceLineWidths;
in vec4 instanceFillColors;
in vec4 instanceLineColors;
#ifdef USE_ROW_INDEXES
in float rowIndexes;
#endif
in vec2 instancePixelOffset;
out vec4 vFillColor;
out vec4 vLineColor;
out vec2 unitPosition;
out float innerUnitRadius;
out float outerRadiusPixels;
void main(void) {
geometry.worldPosition = instancePositions;
outerRadiusPixels = clamp(
project_size_to_pixel(scatterplot.radiusScale * instanceRadius, scatterplot.radiusUnits),
scatterplot.radiusMinPixels, scatterplot.radiusMaxPixels
);
float lineWidthPixels = clamp(
project_size_to_pixel(scatterplot.lineWidthScale * instanceLineWidths, scatterplot.lineWidthUnits),
scatterplot.lineWidthMinPixels, scatterplot.lineWidthMaxPixels
);
outerRadiusPixels += scatterplot.stroked * lineWidthPixels / 2.0;
float edgePadding = scatterplot.antialiasing ? (outerRadiusPixels + SMOOTH_EDGE_RADIUS) / outerRadiusPixels : 1.0;
unitPosition = edgePadding * positions.xy;
geometry.uv = unitPosition;
#ifdef USE_ROW_INDEXES
geometry.pickingColor = picking_getPickingColorFromIndex(rowIndexes);
#else
geometry.pickingColor = picking_getPickingColorFromInstanceID();
#endif
innerUnitRadius = 1.0 - scatterplot.stroked * lineWidthPixels / outerRadiusPixels;
if (scatterplot.billboard) {
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
vec3 offset = edgePadding * positions * outerRadiusPixels;
offset.xy += instancePixelOffset;
DECKGL_FILTER_SIZE(offset, geometry);
gl_Position.xy += project_pixel_size_to_clipspace(offset.xy);
} else {
vec3 offset = edgePadding * positions * project_pixel_size(outerRadiusPixels);
offset.xy += project_pixel_size(instancePixelOffset);
DECKGL_FILTER_SIZE(offset, geometry);
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, offset, geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}
vFillColor = vec4(instanceFillColors.rgb, instanceFillColors.a * layer.opacity);
DECKGL_FILTER_COLOR(vFillColor, geometry);
vLineColor = vec4(instanceLineColors.rgb, instanceLineColors.a * layer.opacity);
DECKGL_FILTER_COLOR(vLineColor, geometry);
}
`;var c0=`#version 300 es
#define SHADER_NAME scatterplot-layer-fragment-shader
precision highp float;
in vec4 vFillColor;
in vec4 vLineColor;
in vec2 unitPosition;
in float innerUnitRadius;
in float outerRadiusPixels;
out vec4 fragColor;
void main(void) {
geometry.uv = unitPosition;
float distToCenter = length(unitPosition) * outerRadiusPixels;
float inCircle = scatterplot.antialiasing ?
smoothedge(distToCenter, outerRadiusPixels) :
step(distToCenter, outerRadiusPixels);
if (inCircle == 0.0) {
discard;
}
if (scatterplot.stroked > 0.5) {
float isLine = scatterplot.antialiasing ?
smoothedge(innerUnitRadius * outerRadiusPixels, distToCenter) :
step(innerUnitRadius * outerRadiusPixels, distToCenter);
if (scatterplot.filled > 0.5) {
fragColor = mix(vFillColor, vLineColor, isLine);
} else {
if (isLine == 0.0) {
discard;
}
fragColor = vec4(vLineColor.rgb, vLineColor.a * isLine);
}
} else if (scatterplot.filled < 0.5) {
discard;
} else {
fragColor = vFillColor;
}
fragColor.a *= inCircle;
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;var iE=`// Main shaders

struct ScatterplotUniforms {
  radiusScale: f32,
  radiusMinPixels: f32,
  radiusMaxPixels: f32,
  lineWidthScale: f32,
  lineWidthMinPixels: f32,
  lineWidthMaxPixels: f32,
  stroked: f32,
  filled: i32,
  antialiasing: i32,
  billboard: i32,
  radiusUnits: i32,
  lineWidthUnits: i32,
};

@group(0) @binding(0) var<uniform> scatterplot: ScatterplotUniforms;

struct Attributes {
  @builtin(instance_index) instanceIndex : u32,
  @builtin(vertex_index) vertexIndex : u32,
  @location(0) positions: vec3<f32>,
  @location(1) instancePositions: vec3<f32>,
  @location(2) instancePositions64Low: vec3<f32>,
  @location(3) instanceRadius: f32,
  @location(4) instanceLineWidths: f32,
  @location(5) instanceFillColors: vec4<f32>,
  @location(6) instanceLineColors: vec4<f32>,
  @location(7) instancePixelOffset: vec2<f32>,
  PICKING_COLOR_ATTRIBUTE
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vFillColor: vec4<f32>,
  @location(1) vLineColor: vec4<f32>,
  @location(2) unitPosition: vec2<f32>,
  @location(3) innerUnitRadius: f32,
  @location(4) outerRadiusPixels: f32,
  @location(5) pickingColor: vec3<f32>,
  @location(6) clipCoordinates: vec2<f32>,
};

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  var varyings: Varyings;

  // Draw an inline geometry constant array clip space triangle to verify that rendering works.
  // var positions = array<vec2<f32>, 3>(vec2(0.0, 0.5), vec2(-0.5, -0.5), vec2(0.5, -0.5));
  // if (attributes.instanceIndex == 0) {
  //   varyings.position = vec4<f32>(positions[attributes.vertexIndex], 0.0, 1.0);
  //   return varyings;
  // }

  geometry.worldPosition = attributes.instancePositions;

  // Multiply out radius and clamp to limits
  varyings.outerRadiusPixels = clamp(
    project_unit_size_to_pixel(scatterplot.radiusScale * attributes.instanceRadius, scatterplot.radiusUnits),
    scatterplot.radiusMinPixels, scatterplot.radiusMaxPixels
  );

  // Multiply out line width and clamp to limits
  let lineWidthPixels = clamp(
    project_unit_size_to_pixel(scatterplot.lineWidthScale * attributes.instanceLineWidths, scatterplot.lineWidthUnits),
    scatterplot.lineWidthMinPixels, scatterplot.lineWidthMaxPixels
  );

  // outer radius needs to offset by half stroke width
  varyings.outerRadiusPixels += scatterplot.stroked * lineWidthPixels / 2.0;
  // Expand geometry to accommodate edge smoothing
  // WGSL selects the second value when the condition is true, so keep the antialiased path second.
  let edgePadding = select(
    1.0,
    (varyings.outerRadiusPixels + SMOOTH_EDGE_RADIUS) / varyings.outerRadiusPixels,
    scatterplot.antialiasing != 0
  );

  // position on the containing square in [-1, 1] space
  varyings.unitPosition = edgePadding * attributes.positions.xy;
  geometry.uv = varyings.unitPosition;
  geometry.pickingColor = PICKING_COLOR_VALUE;

  varyings.innerUnitRadius = 1.0 - scatterplot.stroked * lineWidthPixels / varyings.outerRadiusPixels;

  if (scatterplot.billboard != 0) {
    let projectedPosition = project_position_to_clipspace_and_commonspace(
      attributes.instancePositions,
      attributes.instancePositions64Low,
      vec3<f32>(0.0)
    );
    geometry.position = projectedPosition.commonPosition;
    varyings.position = projectedPosition.clipPosition;
    // DECKGL_FILTER_GL_POSITION(varyings.position, geometry);
    var offset = edgePadding * attributes.positions * varyings.outerRadiusPixels;
    offset = vec3<f32>(offset.xy + attributes.instancePixelOffset, offset.z);
    // DECKGL_FILTER_SIZE(offset, geometry);
    let clipPixels = project_pixel_size_to_clipspace(offset.xy);
    varyings.position = vec4<f32>(varyings.position.x + clipPixels.x, varyings.position.y + clipPixels.y, varyings.position.z, varyings.position.w);
    geometry.position = vec4<f32>(
      geometry.position.xy + project_pixel_size_vec2(offset.xy),
      geometry.position.zw
    );
  } else {
    var offset = edgePadding * attributes.positions * project_pixel_size_float(varyings.outerRadiusPixels);
    offset = vec3<f32>(offset.xy + project_pixel_size_vec2(attributes.instancePixelOffset), offset.z);
    // DECKGL_FILTER_SIZE(offset, geometry);
    let projectedPosition = project_position_to_clipspace_and_commonspace(
      attributes.instancePositions,
      attributes.instancePositions64Low,
      offset
    );
    geometry.position = projectedPosition.commonPosition;
    varyings.position = projectedPosition.clipPosition;
    // DECKGL_FILTER_GL_POSITION(varyings.position, geometry);
  }

  varyings.clipCoordinates = geometry.position.xy;
  clip_filterPosition(&varyings.position, geometry.worldPosition.xy);

  // Apply opacity to instance color, or return instance picking color
  varyings.vFillColor = vec4<f32>(attributes.instanceFillColors.rgb, attributes.instanceFillColors.a * layer.opacity);
  // DECKGL_FILTER_COLOR(varyings.vFillColor, geometry);
  varyings.vLineColor = vec4<f32>(attributes.instanceLineColors.rgb, attributes.instanceLineColors.a * layer.opacity);
  // DECKGL_FILTER_COLOR(varyings.vLineColor, geometry);
  varyings.pickingColor = geometry.pickingColor;

  return varyings;
}

@fragment
fn fragmentMain(varyings: Varyings) -> @location(0) vec4<f32> {
  // var geometry: Geometry;
  // geometry.uv = unitPosition;

  let distToCenter = length(varyings.unitPosition) * varyings.outerRadiusPixels;
  let inCircle = select(
    step(distToCenter, varyings.outerRadiusPixels),
    smoothedge(distToCenter, varyings.outerRadiusPixels),
    scatterplot.antialiasing != 0
  );

  if (inCircle == 0.0) {
    discard;
  }

  var fragColor: vec4<f32>;

  if (scatterplot.stroked != 0) {
    let isLine = select(
      step(varyings.innerUnitRadius * varyings.outerRadiusPixels, distToCenter),
      smoothedge(varyings.innerUnitRadius * varyings.outerRadiusPixels, distToCenter),
      scatterplot.antialiasing != 0
    );

    if (scatterplot.filled != 0) {
      fragColor = mix(varyings.vFillColor, varyings.vLineColor, isLine);
    } else {
      if (isLine == 0.0) {
        discard;
      }
      fragColor = vec4<f32>(varyings.vLineColor.rgb, varyings.vLineColor.a * isLine);
    }
  } else if (scatterplot.filled == 0) {
    discard;
  } else {
    fragColor = varyings.vFillColor;
  }

  fragColor.a *= inCircle;

  clip_filterColor(varyings.clipCoordinates);

  if (picking.isActive > 0.5) {
    if (!picking_isColorValid(varyings.pickingColor)) {
      discard;
    }
    return vec4<f32>(varyings.pickingColor, 1.0);
  }

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(varyings.pickingColor - highlightedObjectColor))) {
      let highLightAlpha = picking.highlightColor.a;
      let blendedAlpha = highLightAlpha + fragColor.a * (1.0 - highLightAlpha);
      if (blendedAlpha > 0.0) {
        let highLightRatio = highLightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highLightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  // Apply premultiplied alpha as required by transparent canvas
  fragColor = deckgl_premultiplied_alpha(fragColor);

  return fragColor;
  // return vec4<f32>(0, 0, 1, 1);
}
`;function l0(t){return iE.replace("PICKING_COLOR_ATTRIBUTE",t?"@location(8) rowIndexes: u32,":"").replace("PICKING_COLOR_VALUE",t?"picking_getPickingColorFromIndex(attributes.rowIndexes)":"picking_getPickingColorFromIndex(attributes.instanceIndex)")}var rE=`struct ClipUniforms {
  enabled: i32,
  mode: i32,
  bounds: vec4<f32>,
};

@group(2) @binding(auto) var<uniform> clipUniforms: ClipUniforms;

fn clip_isInBounds(coordinates: vec2<f32>) -> bool {
  return coordinates.x >= clipUniforms.bounds.x &&
    coordinates.y >= clipUniforms.bounds.y &&
    coordinates.x < clipUniforms.bounds.z &&
    coordinates.y < clipUniforms.bounds.w;
}

fn clip_filterPosition(position: ptr<function, vec4<f32>>, instanceCoordinates: vec2<f32>) {
  if (
    clipUniforms.enabled != 0 &&
    clipUniforms.mode == 1 &&
    !clip_isInBounds(instanceCoordinates)
  ) {
    *position = vec4<f32>(2.0, 2.0, 2.0, 1.0);
  }
}

fn clip_filterColor(geometryCoordinates: vec2<f32>) {
  if (
    clipUniforms.enabled != 0 &&
    clipUniforms.mode == 0 &&
    !clip_isInBounds(geometryCoordinates)
  ) {
    discard;
  }
}
`,oE={name:"clip",source:rE,props:{},uniforms:{},bindingLayout:[{name:"clip",group:2}],uniformTypes:{enabled:"i32",mode:"i32",bounds:"vec4<f32>"},defaultUniforms:{enabled:0,mode:0,bounds:[0,0,1,1]},getUniforms(t={}){let e={};return t.enabled!==void 0&&(e.enabled=t.enabled?1:0),t.mode!==void 0&&(e.mode=t.mode==="instance"?1:0),t.bounds!==void 0&&(e.bounds=t.bounds),e}},Fi=oE;var f0=[0,0,0,255],sE={radiusUnits:"meters",radiusScale:{type:"number",min:0,value:1},radiusMinPixels:{type:"number",min:0,value:0},radiusMaxPixels:{type:"number",min:0,value:Number.MAX_SAFE_INTEGER},lineWidthUnits:"meters",lineWidthScale:{type:"number",min:0,value:1},lineWidthMinPixels:{type:"number",min:0,value:0},lineWidthMaxPixels:{type:"number",min:0,value:Number.MAX_SAFE_INTEGER},stroked:!1,filled:!0,billboard:!1,antialiasing:!0,getPosition:{type:"accessor",value:t=>t.position},getRadius:{type:"accessor",value:1},getFillColor:{type:"accessor",value:f0},getLineColor:{type:"accessor",value:f0},getLineWidth:{type:"accessor",value:1},getPixelOffset:{type:"accessor",value:[0,0]},strokeWidth:{deprecatedFor:"getLineWidth"},outline:{deprecatedFor:"stroked"},getColor:{deprecatedFor:["getFillColor","getLineColor"]}},Eo=class extends ae{getShaders(){let e=!!this.props.data?.attributes?.rowIndexes;return super.getShaders({vs:a0,fs:c0,source:l0(e),defines:e?{USE_ROW_INDEXES:!0}:{},modules:[le,Ke,fe,s0,...this.context.device.type==="webgpu"?[Fi]:[]]})}initializeState(){let e=this.props.data?.attributes?.rowIndexes?{rowIndexes:{size:1,type:"uint32",noAlloc:!0}}:{};this.getAttributeManager().addInstanced({instancePositions:{size:3,type:"float64",fp64:this.use64bitPositions(),transition:!0,accessor:"getPosition"},instanceRadius:{size:1,transition:!0,accessor:"getRadius",defaultValue:1,bufferGroup:"scatterplot-instance-data"},instanceFillColors:{size:this.props.colorFormat.length,transition:!0,type:"unorm8",accessor:"getFillColor",defaultValue:[0,0,0,255],bufferGroup:"scatterplot-instance-data"},instanceLineColors:{size:this.props.colorFormat.length,transition:!0,type:"unorm8",accessor:"getLineColor",defaultValue:[0,0,0,255],bufferGroup:"scatterplot-instance-data"},instanceLineWidths:{size:1,transition:!0,accessor:"getLineWidth",defaultValue:1,bufferGroup:"scatterplot-instance-data"},instancePixelOffset:{size:2,transition:!0,accessor:"getPixelOffset",bufferGroup:"scatterplot-instance-data"},...e})}updateState(e){super.updateState(e),e.changeFlags.extensionsChanged&&(this.state.model?.destroy(),this.state.model=this._getModel(),this.getAttributeManager().invalidateAll())}draw({uniforms:e}){let{radiusUnits:n,radiusScale:i,radiusMinPixels:r,radiusMaxPixels:o,stroked:s,filled:a,billboard:c,antialiasing:l,lineWidthUnits:f,lineWidthScale:u,lineWidthMinPixels:d,lineWidthMaxPixels:h}=this.props,p={stroked:s,filled:a,billboard:c,antialiasing:l,radiusUnits:Se[n],radiusScale:i,radiusMinPixels:r,radiusMaxPixels:o,lineWidthUnits:Se[f],lineWidthScale:u,lineWidthMinPixels:d,lineWidthMaxPixels:h},m=this.state.model;m.shaderInputs.setProps({scatterplot:p}),m.draw(this.context.renderPass)}_getModel(){let e=[-1,-1,0,1,-1,0,-1,1,0,1,1,0];return new ce(this.context.device,{...this.getShaders(),id:this.props.id,bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new he({topology:"triangle-strip",attributes:{positions:{size:3,value:new Float32Array(e)}}}),isInstanced:!0})}};Eo.defaultProps=sE;Eo.layerName="ScatterplotLayer";var To=Eo;var Xa={CLOCKWISE:1,COUNTER_CLOCKWISE:-1};function Lo(t,e,n={}){return u0(t,n)!==e?(aE(t,n),!0):!1}function u0(t,e={}){return Math.sign(Ka(t,e))}var Su={x:0,y:1,z:2};function Ka(t,e={}){let{start:n=0,end:i=t.length,plane:r="xy"}=e,o=e.size||2,s=0,a=Su[r[0]],c=Su[r[1]];for(let l=n,f=i-o;l<i;l+=o)s+=(t[l+a]-t[f+a])*(t[l+c]+t[f+c]),f=l;return s/2}function aE(t,e){let{start:n=0,end:i=t.length,size:r=2}=e,o=(i-n)/r,s=Math.floor(o/2);for(let a=0;a<s;++a){let c=n+a*r,l=n+(o-1-a)*r;for(let f=0;f<r;++f){let u=t[c+f];t[c+f]=t[l+f],t[l+f]=u}}}function Be(t,e){let n=e.length,i=t.length;if(i>0){let r=!0;for(let o=0;o<n;o++)if(t[i-n+o]!==e[o]){r=!1;break}if(r)return!1}for(let r=0;r<n;r++)t[i+r]=e[r];return!0}function Ao(t,e){let n=e.length;for(let i=0;i<n;i++)t[i]=e[i]}function gn(t,e,n,i,r=[]){let o=i+e*n;for(let s=0;s<n;s++)r[s]=t[o+s];return r}function Ja(t,e,n,i,r=[]){let o,s;if(n&8)o=(i[3]-t[1])/(e[1]-t[1]),s=3;else if(n&4)o=(i[1]-t[1])/(e[1]-t[1]),s=1;else if(n&2)o=(i[2]-t[0])/(e[0]-t[0]),s=2;else if(n&1)o=(i[0]-t[0])/(e[0]-t[0]),s=0;else return null;for(let a=0;a<t.length;a++)r[a]=(s&1)===a?i[s]:o*(e[a]-t[a])+t[a];return r}function Io(t,e){let n=0;return t[0]<e[0]?n|=1:t[0]>e[2]&&(n|=2),t[1]<e[1]?n|=4:t[1]>e[3]&&(n|=8),n}function Oo(t,e){let{size:n=2,broken:i=!1,gridResolution:r=10,gridOffset:o=[0,0],startIndex:s=0,endIndex:a=t.length}=e||{},c=(a-s)/n,l=[],f=[l],u=gn(t,0,n,s),d,h,p=p0(u,r,o,[]),m=[];Be(l,u);for(let g=1;g<c;g++){for(d=gn(t,g,n,s,d),h=Io(d,p);h;){Ja(u,d,h,p,m);let x=Io(m,p);x&&(Ja(u,m,x,p,m),h=x),Be(l,m),Ao(u,m),fE(p,r,h),i&&l.length>n&&(l=[],f.push(l),Be(l,u)),h=Io(d,p)}Be(l,d),Ao(u,d)}return i?f:f[0]}var d0=0,lE=1;function ko(t,e=null,n){if(!t.length)return[];let{size:i=2,gridResolution:r=10,gridOffset:o=[0,0],edgeTypes:s=!1}=n||{},a=[],c=[{pos:t,types:s?new Array(t.length/i).fill(lE):null,holes:e||[]}],l=[[],[]],f=[];for(;c.length;){let{pos:u,types:d,holes:h}=c.shift();uE(u,i,h[0]||u.length,l),f=p0(l[0],r,o,f);let p=Io(l[1],f);if(p){let m=h0(u,d,i,0,h[0]||u.length,f,p),g={pos:m[0].pos,types:m[0].types,holes:[]},x={pos:m[1].pos,types:m[1].types,holes:[]};c.push(g,x);for(let b=0;b<h.length;b++)m=h0(u,d,i,h[b],h[b+1]||u.length,f,p),m[0]&&(g.holes.push(g.pos.length),g.pos=Qa(g.pos,m[0].pos),s&&(g.types=Qa(g.types,m[0].types))),m[1]&&(x.holes.push(x.pos.length),x.pos=Qa(x.pos,m[1].pos),s&&(x.types=Qa(x.types,m[1].types)))}else{let m={positions:u};s&&(m.edgeTypes=d),h.length&&(m.holeIndices=h),a.push(m)}}return a}function h0(t,e,n,i,r,o,s){let a=(r-i)/n,c=[],l=[],f=[],u=[],d=[],h,p,m,g=gn(t,a-1,n,i),x=Math.sign(s&8?g[1]-o[3]:g[0]-o[2]),b=e&&e[a-1],v=0,y=0;for(let w=0;w<a;w++)h=gn(t,w,n,i,h),p=Math.sign(s&8?h[1]-o[3]:h[0]-o[2]),m=e&&e[i/n+w],p&&x&&x!==p&&(Ja(g,h,s,o,d),Be(c,d)&&f.push(b),Be(l,d)&&u.push(b)),p<=0?(Be(c,h)&&f.push(m),v-=p):f.length&&(f[f.length-1]=d0),p>=0?(Be(l,h)&&u.push(m),y+=p):u.length&&(u[u.length-1]=d0),Ao(g,h),x=p,b=m;return[v?{pos:c,types:e&&f}:null,y?{pos:l,types:e&&u}:null]}function p0(t,e,n,i){let r=Math.floor((t[0]-n[0])/e)*e+n[0],o=Math.floor((t[1]-n[1])/e)*e+n[1];return i[0]=r,i[1]=o,i[2]=r+e,i[3]=o+e,i}function fE(t,e,n){n&8?(t[1]+=e,t[3]+=e):n&4?(t[1]-=e,t[3]-=e):n&2?(t[0]+=e,t[2]+=e):n&1&&(t[0]-=e,t[2]-=e)}function uE(t,e,n,i){let r=1/0,o=-1/0,s=1/0,a=-1/0;for(let c=0;c<n;c+=e){let l=t[c],f=t[c+1];r=l<r?l:r,o=l>o?l:o,s=f<s?f:s,a=f>a?f:a}return i[0][0]=r,i[0][1]=s,i[1][0]=o,i[1][1]=a,i}function Qa(t,e){for(let n=0;n<e.length;n++)t.push(e[n]);return t}var dE=85.051129;function Mu(t,e){let{size:n=2,startIndex:i=0,endIndex:r=t.length,normalize:o=!0}=e||{},s=t.slice(i,r);g0(s,n,0,r-i);let a=Oo(s,{size:n,broken:!0,gridResolution:360,gridOffset:[-180,-180]});if(o)for(let c of a)m0(c,n);return a}function Eu(t,e=null,n){let{size:i=2,normalize:r=!0,edgeTypes:o=!1}=n||{};e=e||[];let s=[],a=[],c=0,l=0;for(let u=0;u<=e.length;u++){let d=e[u]||t.length,h=l,p=hE(t,i,c,d);for(let m=p;m<d;m++)s[l++]=t[m];for(let m=c;m<p;m++)s[l++]=t[m];g0(s,i,h,l),pE(s,i,h,l,n?.maxLatitude),c=d,a[u]=l}a.pop();let f=ko(s,a,{size:i,gridResolution:360,gridOffset:[-180,-180],edgeTypes:o});if(r)for(let u of f)m0(u.positions,i);return f}function hE(t,e,n,i){let r=-1,o=-1;for(let s=n+1;s<i;s+=e){let a=Math.abs(t[s]);a>r&&(r=a,o=s-1)}return o}function pE(t,e,n,i,r=dE){let o=t[n],s=t[i-e];if(Math.abs(o-s)>180){let a=gn(t,0,e,n);a[0]+=Math.round((s-o)/360)*360,Be(t,a),a[1]=Math.sign(a[1])*r,Be(t,a),a[0]=o,Be(t,a)}}function g0(t,e,n,i){let r=t[0],o;for(let s=n;s<i;s+=e){o=t[s];let a=o-r;(a>180||a<-180)&&(o-=Math.round(a/360)*360),t[s]=r=o}}function m0(t,e){let n,i=t.length/e;for(let o=0;o<i&&(n=t[o*e],(n+180)%360===0);o++);let r=-Math.round(n/360)*360;if(r!==0)for(let o=0;o<i;o++)t[o*e]+=r}function y0(t,e,n,i){let r;if(Array.isArray(t[0])){let o=t.length*e;r=new Array(o);for(let s=0;s<t.length;s++)for(let a=0;a<e;a++)r[s*e+a]=t[s][a]||0}else r=t;return n?Oo(r,{size:e,gridResolution:n}):i?Mu(r,{size:e}):r}var mE=1,yE=2,Ro=4,Do=class extends pn{constructor(e){super({...e,attributes:{positions:{size:3,padding:18,initialize:!0,type:e.fp64?Float64Array:Float32Array},segmentTypes:{size:1,type:e.isWebGPU?Float32Array:Uint8ClampedArray}}})}get(e){return this.attributes[e]}getPathSegmentIndices(e){let n=this.attributes.segmentTypes,i=this.vertexStarts[e],r=Math.min(this.vertexStarts[e+1]??this.instanceCount,this.instanceCount),o=[];for(let s=i;s<r-1;s++)(n[s]&Ro)===0&&o.push(s);return o.length&&(n[i]&Ro)!==0&&o.unshift(o.pop()),o}getGeometryFromBuffer(e){return this.normalize||this.opts.isWebGPU?super.getGeometryFromBuffer(e):null}normalizeGeometry(e){return this.normalize?y0(e,this.positionSize,this.opts.resolution,this.opts.wrapLongitude):e}getGeometrySize(e){if(x0(e)){let i=0;for(let r of e)i+=this.getGeometrySize(r);return i}let n=this.getPathLength(e);return n<2?0:this.isClosed(e)?n<3?0:n+2:n}updateGeometryAttributes(e,n){if(n.geometrySize!==0)if(e&&x0(e))for(let i of e){let r=this.getGeometrySize(i);n.geometrySize=r,this.updateGeometryAttributes(i,n),n.vertexStart+=r}else this._updateSegmentTypes(e,n),this._updatePositions(e,n)}_updateSegmentTypes(e,n){let i=this.attributes.segmentTypes,r=e?this.isClosed(e):!1,{vertexStart:o,geometrySize:s}=n;i.fill(0,o,o+s),r?(i[o]=Ro,i[o+s-2]=Ro):(i[o]+=mE,i[o+s-2]+=yE),i[o+s-1]=Ro}_updatePositions(e,n){let{positions:i}=this.attributes;if(!i||!e)return;let{vertexStart:r,geometrySize:o}=n,s=new Array(3);for(let a=r,c=0;c<o;a++,c++)this.getPointOnPath(e,c,s),i[a*3]=s[0],i[a*3+1]=s[1],i[a*3+2]=s[2]}getPathLength(e){return e.length/this.positionSize}getPointOnPath(e,n,i=[]){let{positionSize:r}=this;n*r>=e.length&&(n+=1-e.length/r);let o=n*r;return i[0]=e[o],i[1]=e[o+1],i[2]=r===3&&e[o+2]||0,i}isClosed(e){if(!this.normalize)return!!this.opts.loop;let{positionSize:n}=this,i=e.length-n;return e[0]===e[i]&&e[1]===e[i+1]&&(n===2||e[2]===e[i+2])}};function x0(t){return Array.isArray(t[0])}var xE=`struct PathUniforms {
  widthScale: f32,
  widthMinPixels: f32,
  widthMaxPixels: f32,
  jointType: f32,
  capType: f32,
  miterLimit: f32,
  billboard: f32,
  widthUnits: i32,
};

@group(0) @binding(auto)
var<uniform> path: PathUniforms;
`,v0=`layout(std140) uniform pathUniforms {
  float widthScale;
  float widthMinPixels;
  float widthMaxPixels;
  float jointType;
  float capType;
  float miterLimit;
  bool billboard;
  highp int widthUnits;
} path;
`,b0={name:"path",source:xE,vs:v0,fs:v0,uniformTypes:{widthScale:"f32",widthMinPixels:"f32",widthMaxPixels:"f32",jointType:"f32",capType:"f32",miterLimit:"f32",billboard:"f32",widthUnits:"i32"}};var w0=`const EPSILON: f32 = 0.001;
const ZERO_OFFSET: vec3<f32> = vec3<f32>(0.0, 0.0, 0.0);

struct JoinResult {
  offset: vec3<f32>,
  cornerOffset: vec2<f32>,
  miterLength: f32,
  pathPosition: vec2<f32>,
  pathLength: f32,
  jointType: f32,
};

struct Attributes {
  @location(0) positions: vec2<f32>,
  @location(1) instanceTypes: f32,
  @location(2) instanceLeftPositions: vec3<f32>,
  @location(3) instanceStartPositions: vec3<f32>,
  @location(4) instanceEndPositions: vec3<f32>,
  @location(5) instanceRightPositions: vec3<f32>,
  @location(6) instanceLeftPositions64Low: vec3<f32>,
  @location(7) instanceStartPositions64Low: vec3<f32>,
  @location(8) instanceEndPositions64Low: vec3<f32>,
  @location(9) instanceRightPositions64Low: vec3<f32>,
  @location(10) instanceStrokeWidths: f32,
  @location(11) instanceColors: vec4<f32>,
  @location(12) rowIndexes: u32,
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vColor: vec4<f32>,
  @location(1) vCornerOffset: vec2<f32>,
  @location(2) vMiterLength: f32,
  @location(3) vPathPosition: vec2<f32>,
  @location(4) vPathLength: f32,
  @location(5) vJointType: f32,
  // Location 6 is reserved for TripsLayer's injected vTime varying.
  @location(7) clipCoordinates: vec2<f32>,
#ifdef DASH_ENABLED
  @location(8) vPathBounds: vec2<f32>,
#endif
};

fn flipIfTrue(flag: bool) -> f32 {
  return select(1.0, -1.0, flag);
}

fn clipLine(position: vec4<f32>, refPosition: vec4<f32>) -> vec4<f32> {
  if (position.w < EPSILON) {
    let r = (EPSILON - refPosition.w) / (position.w - refPosition.w);
    return refPosition + (position - refPosition) * r;
  }
  return position;
}

#ifdef DASH_ENABLED
// Return the visible interval of the original segment before clipLine moves either endpoint.
fn getClippedPathRange(startW: f32, endW: f32) -> vec2<f32> {
  let startClipped = startW < EPSILON;
  let endClipped = endW < EPSILON;
  if (startClipped && endClipped) {
    return vec2<f32>(0.0, 0.0);
  }
  if (startClipped || endClipped) {
    let intersection = clamp((EPSILON - startW) / (endW - startW), 0.0, 1.0);
    if (startClipped) {
      return vec2<f32>(intersection, 1.0);
    }
    return vec2<f32>(0.0, intersection);
  }
  return vec2<f32>(0.0, 1.0);
}
#endif

fn getLineJoinOffset(
  prevPoint: vec3<f32>,
  currPoint: vec3<f32>,
  nextPoint: vec3<f32>,
  width: vec2<f32>,
#ifdef DASH_ENABLED
  sourcePathLength: f32,
  sourcePathRange: vec2<f32>,
#endif
#ifdef ANTIALIASING
  coverageScale: f32,
#endif
  positions: vec2<f32>,
  instanceTypes: f32
) -> JoinResult {
  let isEnd = positions.x > 0.0;
  let sideOfPath = positions.y;
  let isJoint = select(0.0, 1.0, sideOfPath == 0.0);

  var deltaA3 = currPoint - prevPoint;
  var deltaB3 = nextPoint - currPoint;

  let rotationResult = project_needs_rotation(currPoint);
  if (path.billboard == 0.0 && rotationResult.needsRotation) {
    deltaA3 = rotationResult.transform * deltaA3;
    deltaB3 = rotationResult.transform * deltaB3;
  }

  let deltaA = deltaA3.xy / width;
  let deltaB = deltaB3.xy / width;

  let lenA = length(deltaA);
  let lenB = length(deltaB);

  let dirA = select(vec2<f32>(0.0, 0.0), normalize(deltaA), lenA > 0.0);
  let dirB = select(vec2<f32>(0.0, 0.0), normalize(deltaB), lenB > 0.0);

  let perpA = vec2<f32>(-dirA.y, dirA.x);
  let perpB = vec2<f32>(-dirB.y, dirB.x);

  var tangent = dirA + dirB;
  tangent = select(perpA, normalize(tangent), length(tangent) > 0.0);
  let miterVec = vec2<f32>(-tangent.y, tangent.x);
  let dir = select(dirB, dirA, isEnd);
  let perp = select(perpB, perpA, isEnd);
#ifdef DASH_ENABLED
  let segmentLength2D = select(lenB, lenA, isEnd);

  // Extrusion happens in the XY plane, so segmentLength2D is a 2D length and pathPosition.y
  // below measures 2D distance along the segment. For a path that also moves in Z the true
  // arc length is longer by this ratio. Scaling pathLength and pathPosition.y by it makes
  // the coordinate measure real 3D distance while leaving the joint tests unchanged, since
  // they compare the two against each other and both are scaled alike. Billboard mode
  // extrudes in clip space, where the perspective divide has already reduced the segment to
  // its screen projection, so its complete common-space length is supplied by the caller.
  // Mirrors path-layer-vertex.glsl.ts.
  let currDelta3 = select(deltaB3, deltaA3, isEnd);
  let currLength2D = length(currDelta3.xy);
  // Do not clamp a valid denominator to EPSILON: high-zoom Web Mercator deltas are often
  // smaller than that in common space, and changing their scale corrupts even flat paths.
  let safeLength2D = select(1.0, currLength2D, currLength2D > 0.0);
  var arcLengthRatio = 1.0;
  var pathPositionOffset = 0.0;
  var pathLength = segmentLength2D;
  if (path.billboard != 0.0) {
    // clipLine may shorten the visible screen-space segment. Preserve the corresponding interval
    // of the complete common-space arclength instead of compressing the full dash period into the
    // visible span. Keep pathLength complete so justification is stable as the camera clips it.
    let visiblePathLength = sourcePathLength * (sourcePathRange.y - sourcePathRange.x);
    arcLengthRatio = 0.0;
    if (segmentLength2D > 0.0) {
      arcLengthRatio = visiblePathLength / segmentLength2D;
    }
    pathPositionOffset = sourcePathLength * sourcePathRange.x;
    pathLength = sourcePathLength;
  } else if (currLength2D > 0.0) {
    arcLengthRatio = length(currDelta3) / safeLength2D;
    pathLength = segmentLength2D * arcLengthRatio;
  }
#else
  let pathLength = select(lenB, lenA, isEnd);
#endif

  let sinHalfA = abs(dot(miterVec, perp));
  let cosHalfA = abs(dot(dirA, miterVec));
  let turnDirection = flipIfTrue(dirA.x * dirB.y >= dirA.y * dirB.x);
  let cornerPosition = sideOfPath * turnDirection;

  var miterSize = 1.0 / max(sinHalfA, EPSILON);
  miterSize = mix(
    min(miterSize, max(lenA, lenB) / max(cosHalfA, EPSILON)),
    miterSize,
    step(0.0, cornerPosition)
  );

  var offsetVec =
    mix(miterVec * miterSize, perp, step(0.5, cornerPosition)) *
    (sideOfPath + isJoint * turnDirection);

  let isStartCap = lenA == 0.0 || (!isEnd && (instanceTypes == 1.0 || instanceTypes == 3.0));
  let isEndCap = lenB == 0.0 || (isEnd && (instanceTypes == 2.0 || instanceTypes == 3.0));
  let isCap = isStartCap || isEndCap;

  var jointType = path.jointType;
  if (isCap) {
    offsetVec = mix(
      perp * sideOfPath,
      dir * path.capType * 4.0 * flipIfTrue(isStartCap),
      isJoint
    );
    jointType = path.capType;
  }

#ifdef ANTIALIASING
  let coverageOffsetVec = offsetVec * coverageScale;
  var miterLength = dot(coverageOffsetVec, miterVec * turnDirection);
#else
  var miterLength = dot(offsetVec, miterVec * turnDirection);
#endif
  miterLength = select(miterLength, isJoint, isCap);

#ifdef ANTIALIASING
  let offsetFromStartOfPath = coverageOffsetVec + deltaA * select(0.0, 1.0, isEnd);
#else
  let offsetFromStartOfPath = offsetVec + deltaA * select(0.0, 1.0, isEnd);
#endif
  let pathPosition = vec2<f32>(
    dot(offsetFromStartOfPath, perp),
#ifdef DASH_ENABLED
    pathPositionOffset + dot(offsetFromStartOfPath, dir) * arcLengthRatio
#else
    dot(offsetFromStartOfPath, dir)
#endif
  );
  let isValid = step(f32(instanceTypes), 3.5);
#ifdef ANTIALIASING
  var offset = vec3<f32>(coverageOffsetVec * width * isValid, 0.0);
#else
  var offset = vec3<f32>(offsetVec * width * isValid, 0.0);
#endif

  if (path.billboard == 0.0 && rotationResult.needsRotation) {
    offset = rotationResult.transform * offset;
  }

#ifdef ANTIALIASING
  return JoinResult(
    offset, coverageOffsetVec, miterLength, pathPosition, pathLength, jointType
  );
#else
  return JoinResult(offset, offsetVec, miterLength, pathPosition, pathLength, jointType);
#endif
}

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  var varyings: Varyings;

  geometry.pickingColor = picking_getPickingColorFromIndex(attributes.rowIndexes);

  let isEnd = attributes.positions.x;

  let prevPosition = mix(attributes.instanceLeftPositions, attributes.instanceStartPositions, isEnd);
  let prevPosition64Low = mix(
    attributes.instanceLeftPositions64Low,
    attributes.instanceStartPositions64Low,
    isEnd
  );
  let currPosition = mix(attributes.instanceStartPositions, attributes.instanceEndPositions, isEnd);
  let currPosition64Low = mix(
    attributes.instanceStartPositions64Low,
    attributes.instanceEndPositions64Low,
    isEnd
  );
  let nextPosition = mix(attributes.instanceEndPositions, attributes.instanceRightPositions, isEnd);
  let nextPosition64Low = mix(
    attributes.instanceEndPositions64Low,
    attributes.instanceRightPositions64Low,
    isEnd
  );

  geometry.worldPosition = currPosition;

  let widthPixels =
    clamp(
      project_unit_size_to_pixel(attributes.instanceStrokeWidths * path.widthScale, path.widthUnits),
      path.widthMinPixels,
      path.widthMaxPixels
    ) / 2.0;

  if (path.billboard != 0.0) {
#ifdef DASH_ENABLED
    let prevProjection = project_position_to_clipspace_and_commonspace(
      prevPosition, prevPosition64Low, ZERO_OFFSET
    );
    let nextProjection = project_position_to_clipspace_and_commonspace(
      nextPosition, nextPosition64Low, ZERO_OFFSET
    );
    let prevPositionCommon = prevProjection.commonPosition.xyz;
    let nextPositionCommon = nextProjection.commonPosition.xyz;
    var prevPositionScreen = prevProjection.clipPosition;
    var nextPositionScreen = nextProjection.clipPosition;
#else
    var prevPositionScreen = project_position_to_clipspace(
      prevPosition, prevPosition64Low, ZERO_OFFSET
    );
    var nextPositionScreen = project_position_to_clipspace(
      nextPosition, nextPosition64Low, ZERO_OFFSET
    );
#endif
    let currProjection = project_position_to_clipspace_and_commonspace(
      currPosition, currPosition64Low, ZERO_OFFSET
    );
    geometry.position = currProjection.commonPosition;
    var currPositionScreen = currProjection.clipPosition;
#ifdef DASH_ENABLED
    let currPositionCommon = currProjection.commonPosition.xyz;
    let sourcePathStartScreen = mix(currPositionScreen, prevPositionScreen, isEnd);
    let sourcePathEndScreen = mix(nextPositionScreen, currPositionScreen, isEnd);
    let billboardPathRange = getClippedPathRange(
      sourcePathStartScreen.w, sourcePathEndScreen.w
    );
#endif

    prevPositionScreen = clipLine(prevPositionScreen, currPositionScreen);
    nextPositionScreen = clipLine(nextPositionScreen, currPositionScreen);
    currPositionScreen = clipLine(currPositionScreen, mix(nextPositionScreen, prevPositionScreen, isEnd));

#ifdef ANTIALIASING
    let coverageScale = select(
      1.0,
      (widthPixels + 0.5 / project.devicePixelRatio) / max(widthPixels, 1e-6),
      widthPixels > 0.0
    );
#endif
#ifdef DASH_ENABLED
    let currentDeltaCommon = select(
      nextPositionCommon - currPositionCommon,
      currPositionCommon - prevPositionCommon,
      isEnd > 0.0
    );
    let billboardPathLength = select(
      0.0,
      length(currentDeltaCommon) * project.scale / (widthPixels * project.focalDistance),
      widthPixels > 0.0
    );
#endif
    let join = getLineJoinOffset(
      prevPositionScreen.xyz / prevPositionScreen.w,
      currPositionScreen.xyz / currPositionScreen.w,
      nextPositionScreen.xyz / nextPositionScreen.w,
      project_pixel_size_to_clipspace(vec2<f32>(widthPixels, widthPixels)),
#ifdef DASH_ENABLED
      billboardPathLength,
      billboardPathRange,
#endif
#ifdef ANTIALIASING
      coverageScale,
#endif
      attributes.positions,
      attributes.instanceTypes
    );
#ifdef DASH_ENABLED
    // Phase and justification use the complete source segment, while cap and joint coverage
    // must still recognize the endpoints moved by clipLine.
    varyings.vPathBounds = billboardPathLength * billboardPathRange;
#endif

    geometry.uv = join.pathPosition;
    varyings.position = vec4<f32>(
      currPositionScreen.xyz + join.offset * currPositionScreen.w,
      currPositionScreen.w
    );
    varyings.vCornerOffset = join.cornerOffset;
    varyings.vMiterLength = join.miterLength;
    varyings.vPathPosition = join.pathPosition;
    varyings.vPathLength = join.pathLength;
    varyings.vJointType = join.jointType;
  } else {
    let prevPositionCommon = project_position_vec3_f64(prevPosition, prevPosition64Low);
    let currPositionCommon = project_position_vec3_f64(currPosition, currPosition64Low);
    let nextPositionCommon = project_position_vec3_f64(nextPosition, nextPosition64Low);

    let width = vec2<f32>(
      project_pixel_size_float(widthPixels),
      project_pixel_size_float(widthPixels)
    );
#ifdef ANTIALIASING
    let coverageScale = select(
      1.0,
      (widthPixels + 0.5 / project.devicePixelRatio) / max(widthPixels, 1e-6),
      widthPixels > 0.0
    );
#endif
    let join = getLineJoinOffset(
      prevPositionCommon,
      currPositionCommon,
      nextPositionCommon,
      width,
#ifdef DASH_ENABLED
      1.0,
      vec2<f32>(0.0, 1.0),
#endif
#ifdef ANTIALIASING
      coverageScale,
#endif
      attributes.positions,
      attributes.instanceTypes
    );
#ifdef DASH_ENABLED
    varyings.vPathBounds = vec2<f32>(0.0, join.pathLength);
#endif

    geometry.position = vec4<f32>(currPositionCommon + join.offset, 1.0);
    geometry.uv = join.pathPosition;
    varyings.position = project_common_position_to_clipspace(geometry.position);
    varyings.vCornerOffset = join.cornerOffset;
    varyings.vMiterLength = join.miterLength;
    varyings.vPathPosition = join.pathPosition;
    varyings.vPathLength = join.pathLength;
    varyings.vJointType = join.jointType;
  }

  varyings.clipCoordinates = geometry.position.xy;
  clip_filterPosition(&varyings.position, geometry.worldPosition.xy);

  varyings.vColor = vec4<f32>(
    attributes.instanceColors.rgb,
    attributes.instanceColors.a * layer.opacity
  );
  return varyings;
}

@fragment
fn fragmentMain(varyings: Varyings) -> @location(0) vec4<f32> {
  geometry.uv = varyings.vPathPosition;

#ifdef ANTIALIASING
  // Coordinates of the outer silhouette, in units of half-width: rounded joints and caps are
  // bounded by the corner offset, everywhere else by the edge of the stroke. Dividing by the
  // screen-space derivative converts the distance to the boundary into device pixels, which stays
  // correct under perspective foreshortening and under extensions that rescale the stroke.
#ifdef DASH_ENABLED
  let isCorner =
    varyings.vPathPosition.y < varyings.vPathBounds.x ||
    varyings.vPathPosition.y > varyings.vPathBounds.y;
#else
  let isCorner = varyings.vPathPosition.y < 0.0 || varyings.vPathPosition.y > varyings.vPathLength;
#endif
  let isRound = varyings.vJointType > 0.5;

  // Distance to the silhouette in device pixels, from the derivative of the coordinate that
  // bounds it. Computed before the discards below: derivatives need uniform control flow and are
  // undefined after a discard in the quad. See dev-docs/RFCs/v9.4/analytic-antialiasing-rfc.md
  let bodyCoord = abs(varyings.vPathPosition.x);
  let cornerCoord = length(varyings.vCornerOffset);
  // Both evaluated so each derivative stays on one field across the corner/body boundary
  let bodyPixels = (1.0 - bodyCoord) / max(fwidth(bodyCoord), 1e-6);
  let cornerPixels = (1.0 - cornerCoord) / max(fwidth(cornerCoord), 1e-6);
#ifdef PATH_STYLE_OFFSET
  // Rounded corners still intersect the stroke-width envelope. Extensions may remap
  // vPathPosition.x independently of vCornerOffset, as PathStyleExtension does for offsets.
  let edgePixels = select(bodyPixels, min(cornerPixels, bodyPixels), isRound && isCorner);
#else
  let edgePixels = select(bodyPixels, cornerPixels, isRound && isCorner);
#endif

  // Fragments outside the coverage ramp must not write depth or picking colors.
  if (edgePixels <= -SMOOTH_EDGE_RADIUS) {
    discard;
  }

  if (isCorner) {
    if (!isRound && varyings.vMiterLength > path.miterLimit + 1.0) {
      discard;
    }
  }

  var color = varyings.vColor;

  // Feather one device pixel across the width only, before premultiplication. edgePixels is a
  // signed device-pixel distance and SMOOTH_EDGE_RADIUS is 0.5, so this ramps across one pixel.
  color.a *= smoothedge(0.0, edgePixels);
#else
#ifdef DASH_ENABLED
  if (
    varyings.vPathPosition.y < varyings.vPathBounds.x ||
    varyings.vPathPosition.y > varyings.vPathBounds.y
  ) {
#else
  if (
    varyings.vPathPosition.y < 0.0 ||
    varyings.vPathPosition.y > varyings.vPathLength
  ) {
#endif
    if (varyings.vJointType > 0.5 && length(varyings.vCornerOffset) > 1.0) {
      discard;
    }
    if (
      varyings.vJointType < 0.5 &&
      varyings.vMiterLength > path.miterLimit + 1.0
    ) {
      discard;
    }
  }
#endif

  // Fragment-layer injections that discard pixels must run after analytic coverage derivatives.
  // See TripsLayer, which rejects fragments outside of the active time window at this anchor.
  // DECKGL_FILTER_COLOR
  clip_filterColor(varyings.clipCoordinates);
#ifdef ANTIALIASING
  return deckgl_premultiplied_alpha(color);
#else
  return deckgl_premultiplied_alpha(varyings.vColor);
#endif
}
`;var _0=`#version 300 es
#define SHADER_NAME path-layer-vertex-shader
in vec2 positions;
in float instanceTypes;
in vec3 instanceStartPositions;
in vec3 instanceEndPositions;
in vec3 instanceLeftPositions;
in vec3 instanceRightPositions;
in vec3 instanceLeftPositions64Low;
in vec3 instanceStartPositions64Low;
in vec3 instanceEndPositions64Low;
in vec3 instanceRightPositions64Low;
in float instanceStrokeWidths;
in vec4 instanceColors;
in float rowIndexes;
uniform float opacity;
out vec4 vColor;
out vec2 vCornerOffset;
out float vMiterLength;
out vec2 vPathPosition;
out float vPathLength;
out float vJointType;
#ifdef DASH_ENABLED
out vec2 vPathBounds;
#endif
const float EPSILON = 0.001;
const vec3 ZERO_OFFSET = vec3(0.0);
float flipIfTrue(bool flag) {
return -(float(flag) * 2. - 1.);
}
vec3 getLineJoinOffset(
vec3 prevPoint, vec3 currPoint, vec3 nextPoint,
vec2 width
#ifdef DASH_ENABLED
, float sourcePathLength, vec2 sourcePathRange
#endif
#ifdef ANTIALIASING
, float coverageScale
#endif
) {
bool isEnd = positions.x > 0.0;
float sideOfPath = positions.y;
float isJoint = float(sideOfPath == 0.0);
vec3 deltaA3 = (currPoint - prevPoint);
vec3 deltaB3 = (nextPoint - currPoint);
mat3 rotationMatrix;
bool needsRotation = !path.billboard && project_needs_rotation(currPoint, rotationMatrix);
if (needsRotation) {
deltaA3 = deltaA3 * rotationMatrix;
deltaB3 = deltaB3 * rotationMatrix;
}
vec2 deltaA = deltaA3.xy / width;
vec2 deltaB = deltaB3.xy / width;
float lenA = length(deltaA);
float lenB = length(deltaB);
vec2 dirA = lenA > 0. ? normalize(deltaA) : vec2(0.0, 0.0);
vec2 dirB = lenB > 0. ? normalize(deltaB) : vec2(0.0, 0.0);
vec2 perpA = vec2(-dirA.y, dirA.x);
vec2 perpB = vec2(-dirB.y, dirB.x);
vec2 tangent = dirA + dirB;
tangent = length(tangent) > 0. ? normalize(tangent) : perpA;
vec2 miterVec = vec2(-tangent.y, tangent.x);
vec2 dir = isEnd ? dirA : dirB;
vec2 perp = isEnd ? perpA : perpB;
float L = isEnd ? lenA : lenB;
#ifdef DASH_ENABLED
vec3 currDelta3 = isEnd ? deltaA3 : deltaB3;
float currLength2D = length(currDelta3.xy);
float arcLengthRatio = 1.0;
float pathPositionOffset = 0.0;
float pathLength = L;
if (path.billboard) {
float visiblePathLength = sourcePathLength * (sourcePathRange.y - sourcePathRange.x);
arcLengthRatio = L > 0.0 ? visiblePathLength / L : 0.0;
pathPositionOffset = sourcePathLength * sourcePathRange.x;
pathLength = sourcePathLength;
} else if (currLength2D > 0.0) {
arcLengthRatio = length(currDelta3) / currLength2D;
pathLength = L * arcLengthRatio;
}
#endif
float sinHalfA = abs(dot(miterVec, perp));
float cosHalfA = abs(dot(dirA, miterVec));
float turnDirection = flipIfTrue(dirA.x * dirB.y >= dirA.y * dirB.x);
float cornerPosition = sideOfPath * turnDirection;
float miterSize = 1.0 / max(sinHalfA, EPSILON);
miterSize = mix(
min(miterSize, max(lenA, lenB) / max(cosHalfA, EPSILON)),
miterSize,
step(0.0, cornerPosition)
);
vec2 offsetVec = mix(miterVec * miterSize, perp, step(0.5, cornerPosition))
* (sideOfPath + isJoint * turnDirection);
bool isStartCap = lenA == 0.0 || (!isEnd && (instanceTypes == 1.0 || instanceTypes == 3.0));
bool isEndCap = lenB == 0.0 || (isEnd && (instanceTypes == 2.0 || instanceTypes == 3.0));
bool isCap = isStartCap || isEndCap;
if (isCap) {
offsetVec = mix(perp * sideOfPath, dir * path.capType * 4.0 * flipIfTrue(isStartCap), isJoint);
vJointType = path.capType;
} else {
vJointType = path.jointType;
}
#ifdef ANTIALIASING
vec2 coverageOffsetVec = offsetVec * coverageScale;
#ifdef DASH_ENABLED
vPathLength = pathLength;
#else
vPathLength = L;
#endif
vCornerOffset = coverageOffsetVec;
vMiterLength = dot(vCornerOffset, miterVec * turnDirection);
vMiterLength = isCap ? isJoint : vMiterLength;
vec2 offsetFromStartOfPath = coverageOffsetVec + deltaA * float(isEnd);
vPathPosition = vec2(
dot(offsetFromStartOfPath, perp),
#ifdef DASH_ENABLED
pathPositionOffset + dot(offsetFromStartOfPath, dir) * arcLengthRatio
#else
dot(offsetFromStartOfPath, dir)
#endif
);
geometry.uv = vPathPosition;
float isValid = step(instanceTypes, 3.5);
vec3 offset = vec3(coverageOffsetVec * width * isValid, 0.0);
#else
#ifdef DASH_ENABLED
vPathLength = pathLength;
#else
vPathLength = L;
#endif
vCornerOffset = offsetVec;
vMiterLength = dot(vCornerOffset, miterVec * turnDirection);
vMiterLength = isCap ? isJoint : vMiterLength;
vec2 offsetFromStartOfPath = vCornerOffset + deltaA * float(isEnd);
vPathPosition = vec2(
dot(offsetFromStartOfPath, perp),
#ifdef DASH_ENABLED
pathPositionOffset + dot(offsetFromStartOfPath, dir) * arcLengthRatio
#else
dot(offsetFromStartOfPath, dir)
#endif
);
geometry.uv = vPathPosition;
float isValid = step(instanceTypes, 3.5);
vec3 offset = vec3(offsetVec * width * isValid, 0.0);
#endif
if (needsRotation) {
offset = rotationMatrix * offset;
}
return offset;
}
void clipLine(inout vec4 position, vec4 refPosition) {
if (position.w < EPSILON) {
float r = (EPSILON - refPosition.w) / (position.w - refPosition.w);
position = refPosition + (position - refPosition) * r;
}
}
#ifdef DASH_ENABLED
vec2 getClippedPathRange(float startW, float endW) {
bool startClipped = startW < EPSILON;
bool endClipped = endW < EPSILON;
if (startClipped && endClipped) {
return vec2(0.0);
}
if (startClipped || endClipped) {
float intersection = clamp((EPSILON - startW) / (endW - startW), 0.0, 1.0);
return startClipped ? vec2(intersection, 1.0) : vec2(0.0, intersection);
}
return vec2(0.0, 1.0);
}
#endif
void main() {
geometry.pickingColor = picking_getPickingColorFromIndex(rowIndexes);
vColor = vec4(instanceColors.rgb, instanceColors.a * layer.opacity);
float isEnd = positions.x;
vec3 prevPosition = mix(instanceLeftPositions, instanceStartPositions, isEnd);
vec3 prevPosition64Low = mix(instanceLeftPositions64Low, instanceStartPositions64Low, isEnd);
vec3 currPosition = mix(instanceStartPositions, instanceEndPositions, isEnd);
vec3 currPosition64Low = mix(instanceStartPositions64Low, instanceEndPositions64Low, isEnd);
vec3 nextPosition = mix(instanceEndPositions, instanceRightPositions, isEnd);
vec3 nextPosition64Low = mix(instanceEndPositions64Low, instanceRightPositions64Low, isEnd);
geometry.worldPosition = currPosition;
vec2 widthPixels = vec2(clamp(
project_size_to_pixel(instanceStrokeWidths * path.widthScale, path.widthUnits),
path.widthMinPixels, path.widthMaxPixels) / 2.0);
vec3 width;
if (path.billboard) {
#ifdef DASH_ENABLED
vec4 prevPositionCommon;
vec4 nextPositionCommon;
vec4 prevPositionScreen = project_position_to_clipspace(
prevPosition, prevPosition64Low, ZERO_OFFSET, prevPositionCommon
);
#else
vec4 prevPositionScreen = project_position_to_clipspace(
prevPosition, prevPosition64Low, ZERO_OFFSET
);
#endif
vec4 currPositionScreen = project_position_to_clipspace(currPosition, currPosition64Low, ZERO_OFFSET, geometry.position);
#ifdef DASH_ENABLED
vec4 nextPositionScreen = project_position_to_clipspace(
nextPosition, nextPosition64Low, ZERO_OFFSET, nextPositionCommon
);
#else
vec4 nextPositionScreen = project_position_to_clipspace(
nextPosition, nextPosition64Low, ZERO_OFFSET
);
#endif
#ifdef DASH_ENABLED
vec4 sourcePathStartScreen = mix(currPositionScreen, prevPositionScreen, isEnd);
vec4 sourcePathEndScreen = mix(nextPositionScreen, currPositionScreen, isEnd);
vec2 billboardPathRange = getClippedPathRange(
sourcePathStartScreen.w, sourcePathEndScreen.w
);
#endif
clipLine(prevPositionScreen, currPositionScreen);
clipLine(nextPositionScreen, currPositionScreen);
clipLine(currPositionScreen, mix(nextPositionScreen, prevPositionScreen, isEnd));
width = vec3(widthPixels, 0.0);
DECKGL_FILTER_SIZE(width, geometry);
#ifdef ANTIALIASING
vec2 coveragePadding = vec2(0.5 / project.devicePixelRatio);
float coverageScale = length(width.xy) > 0.0
? length(width.xy + coveragePadding) / length(width.xy)
: 1.0;
#endif
#ifdef DASH_ENABLED
vec3 currentDeltaCommon = isEnd > 0.0
? geometry.position.xyz - prevPositionCommon.xyz
: nextPositionCommon.xyz - geometry.position.xyz;
float billboardPathLength = width.x > 0.0
? length(currentDeltaCommon) * project.scale / (width.x * project.focalDistance)
: 0.0;
#endif
vec3 offset = getLineJoinOffset(
prevPositionScreen.xyz / prevPositionScreen.w,
currPositionScreen.xyz / currPositionScreen.w,
nextPositionScreen.xyz / nextPositionScreen.w,
project_pixel_size_to_clipspace(width.xy)
#ifdef DASH_ENABLED
,
billboardPathLength, billboardPathRange
#endif
#ifdef ANTIALIASING
,
coverageScale
#endif
);
#ifdef DASH_ENABLED
vPathBounds = billboardPathLength * billboardPathRange;
#endif
DECKGL_FILTER_GL_POSITION(currPositionScreen, geometry);
gl_Position = vec4(currPositionScreen.xyz + offset * currPositionScreen.w, currPositionScreen.w);
} else {
prevPosition = project_position(prevPosition, prevPosition64Low);
currPosition = project_position(currPosition, currPosition64Low);
nextPosition = project_position(nextPosition, nextPosition64Low);
width = vec3(project_pixel_size(widthPixels), 0.0);
DECKGL_FILTER_SIZE(width, geometry);
#ifdef ANTIALIASING
vec2 coveragePadding = project_pixel_size(vec2(0.5 / project.devicePixelRatio));
float coverageScale = length(width.xy) > 0.0
? length(width.xy + coveragePadding) / length(width.xy)
: 1.0;
#endif
vec3 offset = getLineJoinOffset(
prevPosition, currPosition, nextPosition, width.xy
#ifdef DASH_ENABLED
, 1.0, vec2(0.0, 1.0)
#endif
#ifdef ANTIALIASING
, coverageScale
#endif
);
#ifdef DASH_ENABLED
vPathBounds = vec2(0.0, vPathLength);
#endif
geometry.position = vec4(currPosition + offset, 1.0);
gl_Position = project_common_position_to_clipspace(geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}
DECKGL_FILTER_COLOR(vColor, geometry);
}
`;var P0=`#version 300 es
#define SHADER_NAME path-layer-fragment-shader
precision highp float;
in vec4 vColor;
in vec2 vCornerOffset;
in float vMiterLength;
in vec2 vPathPosition;
in float vPathLength;
in float vJointType;
#ifdef DASH_ENABLED
in vec2 vPathBounds;
#endif
out vec4 fragColor;
void main(void) {
geometry.uv = vPathPosition;
#ifdef ANTIALIASING
#ifdef DASH_ENABLED
bool isCorner = vPathPosition.y < vPathBounds.x || vPathPosition.y > vPathBounds.y;
#else
bool isCorner = vPathPosition.y < 0.0 || vPathPosition.y > vPathLength;
#endif
bool isRound = vJointType > 0.5;
float bodyCoord = abs(vPathPosition.x);
float cornerCoord = length(vCornerOffset);
float bodyPixels = (1.0 - bodyCoord) / max(fwidth(bodyCoord), 1e-6);
float cornerPixels = (1.0 - cornerCoord) / max(fwidth(cornerCoord), 1e-6);
#ifdef PATH_STYLE_OFFSET
float edgePixels = isRound && isCorner ? min(cornerPixels, bodyPixels) : bodyPixels;
#else
float edgePixels = isRound && isCorner ? cornerPixels : bodyPixels;
#endif
if (edgePixels <= -SMOOTH_EDGE_RADIUS) {
discard;
}
if (isCorner) {
if (!isRound && vMiterLength > path.miterLimit + 1.0) {
discard;
}
}
fragColor = vColor;
fragColor.a *= smoothedge(0.0, edgePixels);
#else
#ifdef DASH_ENABLED
if (vPathPosition.y < vPathBounds.x || vPathPosition.y > vPathBounds.y) {
#else
if (vPathPosition.y < 0.0 || vPathPosition.y > vPathLength) {
#endif
if (vJointType > 0.5 && length(vCornerOffset) > 1.0) {
discard;
}
if (vJointType < 0.5 && vMiterLength > path.miterLimit + 1.0) {
discard;
}
}
fragColor = vColor;
#endif
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;var S0=[0,0,0,255],vE={widthUnits:"meters",widthScale:{type:"number",min:0,value:1},widthMinPixels:{type:"number",min:0,value:0},widthMaxPixels:{type:"number",min:0,value:Number.MAX_SAFE_INTEGER},jointRounded:!1,capRounded:!1,miterLimit:{type:"number",min:0,value:4},antialiasing:!1,billboard:!1,_pathType:null,getPath:{type:"accessor",value:t=>t.path},getColor:{type:"accessor",value:S0},getWidth:{type:"accessor",value:1},rounded:{deprecatedFor:["jointRounded","capRounded"]}},Tu={enter:(t,e)=>e.length?e.subarray(e.length-t.length):t};function bE(t){if(t.isGeospatial)return null;let{unitsPerMeter:e}=t.distanceScales;return[e[0],e[1],e[2]]}function C0(t,e){return t===e||!!(t&&e&&t.length===e.length&&t.every((n,i)=>n===e[i]))}var Fo=class extends ae{getShaders(){let{antialiasing:e}=this.props;return super.getShaders({vs:_0,fs:P0,source:w0,defines:e?{ANTIALIASING:1}:{},modules:[le,Ke,fe,b0,...this.context.device.type==="webgpu"?[Fi]:[]]})}get wrapLongitude(){return!1}getBounds(){return this.context.device.type==="webgpu"?null:this.getAttributeManager()?.getBounds(["vertexPositions"])}getPathProjectionScale(e){let n=this.props.coordinateSystem;if(!!!this.getAttributeManager()?.getAttributes().instanceDashOffsets)return null;if(e instanceof Rn&&e.zoom>=12&&(n==="default"||n==="lnglat"||n==="cartesian")){let s=Bt.getUniforms({viewport:e,coordinateSystem:n,coordinateOrigin:this.props.coordinateOrigin,autoWrapLongitude:this.wrapLongitude});return[e.projectionMode,s.coordinateOrigin[1],s.commonOrigin[1],...s.commonUnitsPerWorldUnit,...s.commonUnitsPerWorldUnit2,s.commonUnitsPerMeter[2]]}let o=bE(e);return o?[e.projectionMode,...o]:[e.projectionMode]}shouldUpdateState(e){let{viewport:n}=this.context;return super.shouldUpdateState(e)||this.state?.tessellationResolution!==n.resolution||!C0(this.state?.pathProjectionScale,this.getPathProjectionScale(n))}initializeState(){let n=this.context.device.type==="webgpu";this.getAttributeManager().addInstanced({...n?{pathPositions:{size:24,type:"float32",transition:!1,accessor:"getPath",update:this.calculateWebGPUPositions,shaderAttributes:{instanceLeftPositions:{size:3,elementOffset:0},instanceStartPositions:{size:3,elementOffset:3},instanceEndPositions:{size:3,elementOffset:6},instanceRightPositions:{size:3,elementOffset:9},instanceLeftPositions64Low:{size:3,elementOffset:12},instanceStartPositions64Low:{size:3,elementOffset:15},instanceEndPositions64Low:{size:3,elementOffset:18},instanceRightPositions64Low:{size:3,elementOffset:21}},noAlloc:!0}}:{vertexPositions:{size:3,vertexOffset:1,type:"float64",fp64:this.use64bitPositions(),transition:Tu,accessor:"getPath",update:this.calculatePositions,noAlloc:!0,shaderAttributes:{instanceLeftPositions:{vertexOffset:0},instanceStartPositions:{vertexOffset:1},instanceEndPositions:{vertexOffset:2},instanceRightPositions:{vertexOffset:3}}}},instanceTypes:{size:1,type:n?"float32":"uint8",update:this.calculateSegmentTypes,noAlloc:!0},instanceStrokeWidths:{size:1,accessor:"getWidth",transition:n?!1:Tu,defaultValue:1,bufferGroup:"path-instance-data"},instanceColors:{size:this.props.colorFormat.length,type:"unorm8",accessor:"getColor",transition:n?!1:Tu,defaultValue:S0,bufferGroup:"path-instance-data"},rowIndexes:{size:1,type:"uint32",accessor:(r,{index:o})=>r&&r.__source?r.__source.index:o,bufferGroup:"path-instance-data"}}),this.setState({pathTesselator:new Do({fp64:this.use64bitPositions(),isWebGPU:n}),tessellationResolution:this.context.viewport.resolution,pathProjectionScale:this.getPathProjectionScale(this.context.viewport)})}updateState(e){super.updateState(e);let{props:n,oldProps:i,changeFlags:r}=e,o=this.getAttributeManager(),{viewport:s}=this.context,a=this.state.tessellationResolution!==s.resolution,c=this.getPathProjectionScale(s),l=!C0(this.state.pathProjectionScale,c),u=r.updateTriggersChanged&&(r.updateTriggersChanged.all||r.updateTriggersChanged.getPath)||n._pathType!==i._pathType||n.positionFormat!==i.positionFormat||n.wrapLongitude!==i.wrapLongitude||a;if(r.dataChanged||u){let{pathTesselator:h}=this.state,p=n.data.attributes||{};h.updateGeometry({data:n.data,geometryBuffer:p.getPath,buffers:p,normalize:!n._pathType,loop:n._pathType==="loop",getGeometry:n.getPath,positionFormat:n.positionFormat,wrapLongitude:n.wrapLongitude,resolution:s.resolution,dataChanged:u?void 0:r.dataChanged}),this.setState({numInstances:h.instanceCount,startIndices:h.vertexStarts,tessellationResolution:s.resolution,pathProjectionScale:c}),!r.dataChanged||u?o.invalidateAll():l&&o.invalidate("instanceDashOffsets")}else l&&(this.setState({pathProjectionScale:c}),o.invalidate("instanceDashOffsets"));(r.extensionsChanged||n.antialiasing!==i.antialiasing)&&(this.state.model?.destroy(),this.state.model=this._getModel(),o.invalidateAll())}getPickingInfo(e){let n=super.getPickingInfo(e),{index:i}=n,r=this.props.data;return r[0]&&r[0].__source&&(n.object=r.find(o=>o.__source.index===i)),n}disablePickingIndex(e){let n=this.props.data;if(n[0]&&n[0].__source)for(let i=0;i<n.length;i++)n[i].__source.index===e&&this._disablePickingIndex(i);else super.disablePickingIndex(e)}draw({uniforms:e}){let{jointRounded:n,capRounded:i,billboard:r,miterLimit:o,widthUnits:s,widthScale:a,widthMinPixels:c,widthMaxPixels:l}=this.props,f=this.state.model,u={jointType:Number(n),capType:Number(i),billboard:r,widthUnits:Se[s],widthScale:a,miterLimit:o,widthMinPixels:c,widthMaxPixels:l};f.shaderInputs.setProps({path:u}),f.draw(this.context.renderPass)}_getModel(){let e=[0,1,2,1,4,2,1,3,4,3,5,4],n=[0,0,0,-1,0,1,1,-1,1,1,1,0];return new ce(this.context.device,{...this.getShaders(),id:this.props.id,bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new he({topology:"triangle-list",attributes:{indices:new Uint16Array(e),positions:{value:new Float32Array(n),size:2}}}),isInstanced:!0})}calculatePositions(e){let{pathTesselator:n}=this.state;e.startIndices=n.vertexStarts,e.value=n.get("positions")}calculateSegmentTypes(e){let{pathTesselator:n}=this.state;e.startIndices=n.vertexStarts,e.value=n.get("segmentTypes")}calculateWebGPUPositions(e){let{pathTesselator:n}=this.state,i=n.get("positions");if(!i){e.value=null;return}let r=n.instanceCount,o=new Float32Array(r*24),s=[-1,0,1,2];for(let a=0;a<r;a++){let c=a*24;for(let l=0;l<4;l++){let f=a+s[l],u=c+l*3;for(let d=0;d<3;d++){let h=f>=0&&f<r?i[f*3+d]:0,p=Math.fround(h);o[u+d]=p,o[u+d+12]=h-p}}}e.startIndices=n.vertexStarts,e.value=o}};Fo.defaultProps=vE;Fo.layerName="PathLayer";var M0=Fo;var F0=lh(I0(),1);var rc=Xa.CLOCKWISE,O0=Xa.COUNTER_CLOCKWISE,mn={isClosed:!0};function FE(t){if(t=t&&t.positions||t,!Array.isArray(t)&&!ArrayBuffer.isView(t))throw new Error("invalid polygon")}function Ni(t){return"positions"in t?t.positions:t}function Uo(t){return"holeIndices"in t?t.holeIndices:null}function zE(t){return Array.isArray(t[0])}function NE(t){return t.length>=1&&t[0].length>=2&&Number.isFinite(t[0][0])}function BE(t){let e=t[0],n=t[t.length-1];return e[0]===n[0]&&e[1]===n[1]&&e[2]===n[2]}function UE(t,e,n,i){for(let r=0;r<e;r++)if(t[n+r]!==t[i-e+r])return!1;return!0}function k0(t,e,n,i,r){let o=e,s=n.length;for(let a=0;a<s;a++)for(let c=0;c<i;c++)t[o++]=n[a][c]||0;if(!BE(n))for(let a=0;a<i;a++)t[o++]=n[0][a]||0;return mn.start=e,mn.end=o,mn.size=i,Lo(t,r,mn),o}function R0(t,e,n,i,r=0,o,s){o=o||n.length;let a=o-r;if(a<=0)return e;let c=e;for(let l=0;l<a;l++)t[c++]=n[r+l];if(!UE(n,i,r,o))for(let l=0;l<i;l++)t[c++]=n[r+l];return mn.start=e,mn.end=c,mn.size=i,Lo(t,s,mn),c}function z0(t,e){FE(t);let n=[],i=[];if("positions"in t){let{positions:r,holeIndices:o}=t;if(o){let s=0;for(let a=0;a<=o.length;a++)s=R0(n,s,r,e,o[a-1],o[a],a===0?rc:O0),i.push(s);return i.pop(),{positions:n,holeIndices:i}}t=r}if(!zE(t))return R0(n,0,t,e,0,n.length,rc),n;if(!NE(t)){let r=0;for(let[o,s]of t.entries())r=k0(n,r,s,e,o===0?rc:O0),i.push(r);return i.pop(),{positions:n,holeIndices:i}}return k0(n,0,t,e,rc),n}function ku(t,e,n){let i=t.length/3,r=0;for(let o=0;o<i;o++){let s=(o+1)%i;r+=t[o*3+e]*t[s*3+n],r-=t[s*3+e]*t[o*3+n]}return Math.abs(r/2)}function D0(t,e,n,i){let r=t.length/3;for(let o=0;o<r;o++){let s=o*3,a=t[s+0],c=t[s+1],l=t[s+2];t[s+e]=a,t[s+n]=c,t[s+i]=l}}function N0(t,e,n,i){let r=Uo(t);r&&(r=r.map(a=>a/e));let o=Ni(t),s=i&&e===3;if(n){let a=o.length;o=o.slice();let c=[];for(let l=0;l<a;l+=e){c[0]=o[l],c[1]=o[l+1],s&&(c[2]=o[l+2]);let f=n(c);o[l]=f[0],o[l+1]=f[1],s&&(o[l+2]=f[2])}}if(s){let a=ku(o,0,1),c=ku(o,0,2),l=ku(o,1,2);if(!a&&!c&&!l)return[];a>c&&a>l||(c>l?(n||(o=o.slice()),D0(o,0,2,1)):(n||(o=o.slice()),D0(o,2,0,1)))}return(0,F0.default)(o,r,e)}var jo=class extends pn{constructor(e){let{fp64:n,IndexType:i=Uint32Array}=e;super({...e,attributes:{positions:{size:3,type:n?Float64Array:Float32Array},vertexValid:{type:Uint16Array,size:1},indices:{type:i,size:1}}})}get(e){let{attributes:n}=this;return e==="indices"?n.indices&&n.indices.subarray(0,this.vertexCount):n[e]}updateGeometry(e){super.updateGeometry(e);let n=this.buffers.indices;if(n)this.vertexCount=(n.value||n).length;else if(this.data&&!this.getGeometry)throw new Error("missing indices buffer")}normalizeGeometry(e){if(this.normalize){let n=z0(e,this.positionSize);return this.opts.resolution?ko(Ni(n),Uo(n),{size:this.positionSize,gridResolution:this.opts.resolution,edgeTypes:!0}):this.opts.wrapLongitude?Eu(Ni(n),Uo(n),{size:this.positionSize,maxLatitude:86,edgeTypes:!0}):n}return e}getGeometrySize(e){if(B0(e)){let n=0;for(let i of e)n+=this.getGeometrySize(i);return n}return Ni(e).length/this.positionSize}getGeometryFromBuffer(e){return this.normalize||!this.buffers.indices?super.getGeometryFromBuffer(e):null}updateGeometryAttributes(e,n){if(e&&B0(e))for(let i of e){let r=this.getGeometrySize(i);n.geometrySize=r,this.updateGeometryAttributes(i,n),n.vertexStart+=r,n.indexStart=this.indexStarts[n.geometryIndex+1]}else{let i=e;this._updateIndices(i,n),this._updatePositions(i,n),this._updateVertexValid(i,n)}}_updateIndices(e,{geometryIndex:n,vertexStart:i,indexStart:r}){let{attributes:o,indexStarts:s,typedArrayManager:a}=this,c=o.indices;if(!c||!e)return;let l=r,f=N0(e,this.positionSize,this.opts.preproject,this.opts.full3d);c=a.allocate(c,r+f.length,{copy:!0});for(let u=0;u<f.length;u++)c[l++]=f[u]+i;s[n+1]=r+f.length,o.indices=c}_updatePositions(e,{vertexStart:n,geometrySize:i}){let{attributes:{positions:r},positionSize:o}=this;if(!r||!e)return;let s=Ni(e);for(let a=n,c=0;c<i;a++,c++){let l=s[c*o],f=s[c*o+1],u=o>2?s[c*o+2]:0;r[a*3]=l,r[a*3+1]=f,r[a*3+2]=u}}_updateVertexValid(e,{vertexStart:n,geometrySize:i}){let{positionSize:r}=this,o=this.attributes.vertexValid,s=e&&Uo(e);if(e&&e.edgeTypes?o.set(e.edgeTypes,n):o.fill(1,n,n+i),s)for(let a=0;a<s.length;a++)o[n+s[a]/r-1]=0;o[n+i-1]=0}};function B0(t){return Array.isArray(t)&&t.length>0&&!Number.isFinite(t[0])}var VE=`struct SolidPolygonUniforms {
  extruded: f32,
  isWireframe: f32,
  elevationScale: f32,
};

@group(0) @binding(auto) var<uniform> solidPolygon: SolidPolygonUniforms;
`,U0=`layout(std140) uniform solidPolygonUniforms {
  bool extruded;
  bool isWireframe;
  float elevationScale;
} solidPolygon;
`,j0={name:"solidPolygon",source:VE,vs:U0,fs:U0,uniformTypes:{extruded:"f32",isWireframe:"f32",elevationScale:"f32"}};var oc=`in vec4 fillColors;
in vec4 lineColors;
in float rowIndexes;
out vec4 vColor;
struct PolygonProps {
vec3 positions;
vec3 positions64Low;
vec3 normal;
float elevations;
};
vec3 project_offset_normal(vec3 vector) {
if (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT ||
project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT_OFFSETS) {
return normalize(vector * project.commonUnitsPerWorldUnit);
}
return project_normal(vector);
}
void calculatePosition(PolygonProps props) {
vec3 pos = props.positions;
vec3 pos64Low = props.positions64Low;
vec3 normal = props.normal;
vec4 colors = solidPolygon.isWireframe ? lineColors : fillColors;
geometry.worldPosition = props.positions;
geometry.pickingColor = picking_getPickingColorFromIndex(rowIndexes);
if (solidPolygon.extruded) {
pos.z += props.elevations * solidPolygon.elevationScale;
}
gl_Position = project_position_to_clipspace(pos, pos64Low, vec3(0.), geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
if (solidPolygon.extruded) {
#ifdef IS_SIDE_VERTEX
normal = project_offset_normal(normal);
#else
normal = project_normal(normal);
#endif
geometry.normal = normal;
vec3 lightColor = lighting_getLightColor(colors.rgb, project.cameraPosition, geometry.position.xyz, geometry.normal);
vColor = vec4(lightColor, colors.a * layer.opacity);
} else {
vColor = vec4(colors.rgb, colors.a * layer.opacity);
}
DECKGL_FILTER_COLOR(vColor, geometry);
}
`;var V0=`#version 300 es
#define SHADER_NAME solid-polygon-layer-vertex-shader
in vec3 vertexPositions;
in vec3 vertexPositions64Low;
in float elevations;
${oc}
void main(void) {
PolygonProps props;
props.positions = vertexPositions;
props.positions64Low = vertexPositions64Low;
props.elevations = elevations;
props.normal = vec3(0.0, 0.0, 1.0);
calculatePosition(props);
}
`;var G0=`#version 300 es
#define SHADER_NAME solid-polygon-layer-vertex-shader-side
#define IS_SIDE_VERTEX
in vec2 positions;
in vec3 vertexPositions;
in vec3 nextVertexPositions;
in vec3 vertexPositions64Low;
in vec3 nextVertexPositions64Low;
in float elevations;
in float instanceVertexValid;
${oc}
void main(void) {
if(instanceVertexValid < 0.5){
gl_Position = vec4(0.);
return;
}
PolygonProps props;
vec3 pos;
vec3 pos64Low;
vec3 nextPos;
vec3 nextPos64Low;
#if RING_WINDING_ORDER_CW == 1
pos = vertexPositions;
pos64Low = vertexPositions64Low;
nextPos = nextVertexPositions;
nextPos64Low = nextVertexPositions64Low;
#else
pos = nextVertexPositions;
pos64Low = nextVertexPositions64Low;
nextPos = vertexPositions;
nextPos64Low = vertexPositions64Low;
#endif
props.positions = mix(pos, nextPos, positions.x);
props.positions64Low = mix(pos64Low, nextPos64Low, positions.x);
props.normal = vec3(
pos.y - nextPos.y + (pos64Low.y - nextPos64Low.y),
nextPos.x - pos.x + (nextPos64Low.x - pos64Low.x),
0.0);
props.elevations = elevations * positions.y;
calculatePosition(props);
}
`;var W0=`#version 300 es
#define SHADER_NAME solid-polygon-layer-fragment-shader
precision highp float;
in vec4 vColor;
out vec4 fragColor;
void main(void) {
fragColor = vColor;
geometry.uv = vec2(0.);
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;function $0(){return`fn project_offset_normal(vector: vec3<f32>) -> vec3<f32> {
  if (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT ||
      project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT_OFFSETS) {
    return normalize(vector * project.commonUnitsPerWorldUnit);
  }
  return project_normal(vector);
}

fn apply_polygon_color(
  colors: vec4<f32>,
  normal: vec3<f32>,
  position: vec4<f32>
) -> vec4<f32> {
  if (solidPolygon.extruded > 0.5) {
    let lightColor = lighting_getLightColor2(
      colors.rgb,
      project.cameraPosition,
      position.xyz,
      normal
    );
    return vec4<f32>(lightColor, colors.a * layer.opacity);
  }
  return vec4<f32>(colors.rgb, colors.a * layer.opacity);
}
`}function Y0(){return`@fragment
fn fragmentMain(inp: Varyings) -> @location(0) vec4<f32> {
  geometry.uv = vec2<f32>(0.0, 0.0);

  clip_filterColor(inp.clipCoordinates);

  if (picking.isActive > 0.5) {
    if (!picking_isColorValid(inp.pickingColor)) {
      discard;
    }
    return vec4<f32>(inp.pickingColor, 1.0);
  }

  var fragColor = inp.vColor;

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(inp.pickingColor - highlightedObjectColor))) {
      let highLightAlpha = picking.highlightColor.a;
      let blendedAlpha = highLightAlpha + fragColor.a * (1.0 - highLightAlpha);
      if (blendedAlpha > 0.0) {
        let highLightRatio = highLightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highLightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  return deckgl_premultiplied_alpha(fragColor);
}
`}function GE(){return`${$0()}

struct Attributes {
  @location(0) vertexPositions: vec3<f32>,
  @location(1) vertexPositions64Low: vec3<f32>,
  @location(2) elevations: f32,
  @location(3) fillColors: vec4<f32>,
  @location(4) lineColors: vec4<f32>,
  @location(5) rowIndexes: u32,
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vColor: vec4<f32>,
  @location(1) pickingColor: vec3<f32>,
  @location(2) clipCoordinates: vec2<f32>,
};

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  var outp: Varyings;

  var pos = attributes.vertexPositions;
  if (solidPolygon.extruded > 0.5) {
    pos.z += attributes.elevations * solidPolygon.elevationScale;
  }

  geometry.worldPosition = attributes.vertexPositions;
  geometry.pickingColor = picking_getPickingColorFromIndex(attributes.rowIndexes);

  let projectedPosition = project_position_to_clipspace_and_commonspace(
    pos,
    attributes.vertexPositions64Low,
    vec3<f32>(0.0)
  );
  geometry.position = projectedPosition.commonPosition;
  outp.position = projectedPosition.clipPosition;

  let normal = project_normal(vec3<f32>(0.0, 0.0, 1.0));
  geometry.normal = normal;

  let colors = select(
    attributes.fillColors,
    attributes.lineColors,
    solidPolygon.isWireframe > 0.5
  );
  outp.vColor = apply_polygon_color(colors, normal, geometry.position);
  outp.pickingColor = geometry.pickingColor;

  outp.clipCoordinates = geometry.position.xy;
  clip_filterPosition(&outp.position, geometry.worldPosition.xy);

  return outp;
}

${Y0()}
`}function WE(t){return`const RING_WINDING_ORDER_CW: bool = ${t?"true":"false"};

${$0()}

struct Attributes {
  @location(0) positions: vec2<f32>,
  @location(1) vertexPositions: vec3<f32>,
  @location(2) vertexPositions64Low: vec3<f32>,
  @location(3) nextVertexPositions: vec3<f32>,
  @location(4) nextVertexPositions64Low: vec3<f32>,
  @location(5) vertexValid: f32,
  @location(6) elevations: f32,
  @location(7) fillColors: vec4<f32>,
  @location(8) lineColors: vec4<f32>,
  @location(9) rowIndexes: u32,
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vColor: vec4<f32>,
  @location(1) pickingColor: vec3<f32>,
  @location(2) clipCoordinates: vec2<f32>,
};

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  var outp: Varyings;
  outp.position = vec4<f32>(0.0);
  outp.vColor = vec4<f32>(0.0);
  outp.pickingColor = picking_getPickingColorFromIndex(attributes.rowIndexes);
  outp.clipCoordinates = vec2<f32>(0.0);

  if (attributes.vertexValid < 0.5) {
    return outp;
  }

  let pos = select(attributes.nextVertexPositions, attributes.vertexPositions, RING_WINDING_ORDER_CW);
  let pos64Low = select(
    attributes.nextVertexPositions64Low,
    attributes.vertexPositions64Low,
    RING_WINDING_ORDER_CW
  );
  let nextPos = select(attributes.vertexPositions, attributes.nextVertexPositions, RING_WINDING_ORDER_CW);
  let nextPos64Low = select(
    attributes.vertexPositions64Low,
    attributes.nextVertexPositions64Low,
    RING_WINDING_ORDER_CW
  );

  let position = mix(pos, nextPos, attributes.positions.x);
  let position64Low = mix(pos64Low, nextPos64Low, attributes.positions.x);

  var worldPosition = position;
  if (solidPolygon.extruded > 0.5) {
    worldPosition.z += attributes.elevations * attributes.positions.y * solidPolygon.elevationScale;
  }

  geometry.worldPosition = position;
  geometry.pickingColor = picking_getPickingColorFromIndex(attributes.rowIndexes);

  let projectedPosition = project_position_to_clipspace_and_commonspace(
    worldPosition,
    position64Low,
    vec3<f32>(0.0)
  );
  geometry.position = projectedPosition.commonPosition;
  outp.position = projectedPosition.clipPosition;

  let normal = project_offset_normal(vec3<f32>(
    pos.y - nextPos.y + (pos64Low.y - nextPos64Low.y),
    nextPos.x - pos.x + (nextPos64Low.x - pos64Low.x),
    0.0
  ));
  geometry.normal = normal;

  let colors = select(
    attributes.fillColors,
    attributes.lineColors,
    solidPolygon.isWireframe > 0.5
  );
  outp.vColor = apply_polygon_color(colors, normal, geometry.position);
  outp.pickingColor = geometry.pickingColor;

  outp.clipCoordinates = geometry.position.xy;
  clip_filterPosition(&outp.position, geometry.worldPosition.xy);

  return outp;
}

${Y0()}
`}function H0(t,e){return t==="top"?GE():WE(e)}var ac=[0,0,0,255],$E={filled:!0,extruded:!1,wireframe:!1,_normalize:!0,_windingOrder:"CW",_full3d:!1,elevationScale:{type:"number",min:0,value:1},getPolygon:{type:"accessor",value:t=>t.polygon},getElevation:{type:"accessor",value:1e3},getFillColor:{type:"accessor",value:ac},getLineColor:{type:"accessor",value:ac},material:!0},sc={enter:(t,e)=>e.length?e.subarray(e.length-t.length):t},Vo=class extends ae{getShaders(e){let n=!this.props._normalize&&this.props._windingOrder==="CCW"?0:1;return super.getShaders({vs:e==="top"?V0:G0,fs:W0,source:H0(e,!!n),defines:{RING_WINDING_ORDER_CW:n},modules:[le,Ke,Fs,fe,j0,...this.context.device.type==="webgpu"?[Fi]:[]]})}get wrapLongitude(){return!1}getBounds(){return this.getAttributeManager()?.getBounds(["vertexPositions"])}initializeState(){let{viewport:e}=this.context,{coordinateSystem:n}=this.props,{_full3d:i}=this.props;e.isGeospatial&&n==="default"&&(n="lnglat");let r;n==="lnglat"&&(i?r=e.projectPosition.bind(e):r=e.projectFlat.bind(e)),this.setState({numInstances:0,polygonTesselator:new jo({preproject:r,fp64:this.use64bitPositions(),IndexType:Uint32Array})});let o=this.getAttributeManager(),s=!0,a=this.context.device.type==="webgpu";o.add({indices:{size:1,isIndexed:!0,update:this.calculateIndices,noAlloc:s},vertexPositions:{size:3,type:"float64",stepMode:"dynamic",fp64:this.use64bitPositions(),transition:sc,accessor:"getPolygon",update:this.calculatePositions,noAlloc:s,...a?{}:{shaderAttributes:{nextVertexPositions:{vertexOffset:1}}}},...a?{nextVertexPositions:{size:3,type:"float64",stepMode:"dynamic",fp64:this.use64bitPositions(),transition:!1,update:this.calculateNextPositions,noAlloc:s}}:{},[a?"vertexValid":"instanceVertexValid"]:{size:1,type:a?"float32":"uint16",stepMode:"instance",update:this.calculateVertexValid,noAlloc:s},elevations:{size:1,stepMode:"dynamic",transition:sc,accessor:"getElevation",bufferGroup:"solid-polygon-instance-data"},fillColors:{size:this.props.colorFormat.length,type:"unorm8",stepMode:"dynamic",transition:sc,accessor:"getFillColor",defaultValue:ac,bufferGroup:"solid-polygon-instance-data"},lineColors:{size:this.props.colorFormat.length,type:"unorm8",stepMode:"dynamic",transition:sc,accessor:"getLineColor",defaultValue:ac,bufferGroup:"solid-polygon-instance-data"},rowIndexes:{size:1,type:"uint32",stepMode:"dynamic",accessor:(c,{index:l})=>c&&c.__source?c.__source.index:l,bufferGroup:"solid-polygon-instance-data"}})}getPickingInfo(e){let n=super.getPickingInfo(e),{index:i}=n,r=this.props.data;return r[0]&&r[0].__source&&(n.object=r.find(o=>o.__source.index===i)),n}disablePickingIndex(e){let n=this.props.data;if(n[0]&&n[0].__source)for(let i=0;i<n.length;i++)n[i].__source.index===e&&this._disablePickingIndex(i);else super.disablePickingIndex(e)}draw({uniforms:e}){let{extruded:n,filled:i,wireframe:r,elevationScale:o}=this.props,{topModel:s,sideModel:a,wireframeModel:c,polygonTesselator:l}=this.state,f={extruded:!!n,elevationScale:o,isWireframe:!1};c&&r&&(c.setInstanceCount(l.instanceCount-1),c.shaderInputs.setProps({solidPolygon:{...f,isWireframe:!0}}),c.draw(this.context.renderPass)),a&&i&&(a.setInstanceCount(l.instanceCount-1),a.shaderInputs.setProps({solidPolygon:f}),a.draw(this.context.renderPass)),s&&i&&(s.setVertexCount(l.vertexCount),s.shaderInputs.setProps({solidPolygon:f}),s.draw(this.context.renderPass))}updateState(e){super.updateState(e),this.updateGeometry(e);let{props:n,oldProps:i,changeFlags:r}=e,o=this.getAttributeManager();(r.extensionsChanged||n.filled!==i.filled||n.extruded!==i.extruded)&&(this.state.models?.forEach(a=>a.destroy()),this.setState(this._getModels()),o.invalidateAll())}updateGeometry({props:e,oldProps:n,changeFlags:i}){if(i.dataChanged||i.updateTriggersChanged&&(i.updateTriggersChanged.all||i.updateTriggersChanged.getPolygon)){let{polygonTesselator:o}=this.state,s=e.data.attributes||{};o.updateGeometry({data:e.data,normalize:e._normalize,geometryBuffer:s.getPolygon,buffers:this.context.device.type==="webgpu"?{...s}:s,getGeometry:e.getPolygon,positionFormat:e.positionFormat,wrapLongitude:e.wrapLongitude,resolution:this.context.viewport.resolution,fp64:this.use64bitPositions(),dataChanged:i.dataChanged,full3d:e._full3d}),this.setState({numInstances:o.instanceCount,startIndices:o.vertexStarts}),i.dataChanged||this.getAttributeManager().invalidateAll()}}_getModels(){let{id:e,filled:n,extruded:i}=this.props,r,o,s;if(n){let a=this.getShaders("top");a.defines={...a.defines,NON_INSTANCED_MODEL:1};let c=this.getAttributeManager().getBufferLayouts({isInstanced:!1});this.context.device.type==="webgpu"&&(c=c.filter(l=>l.name!=="indices"&&l.name!=="vertexValid"&&l.name!=="instanceVertexValid"&&l.name!=="nextVertexPositions")),r=new ce(this.context.device,{...a,id:`${e}-top`,topology:"triangle-list",bufferLayout:c,isIndexed:!0,userData:{excludeAttributes:{vertexValid:!0,instanceVertexValid:!0,nextVertexPositions:!0}}})}if(i){let a=this.getAttributeManager().getBufferLayouts({isInstanced:!0});this.context.device.type==="webgpu"&&(a=a.filter(c=>c.name!=="indices")),o=new ce(this.context.device,{...this.getShaders("side"),id:`${e}-side`,bufferLayout:a,geometry:new he({topology:"triangle-strip",attributes:{positions:{size:2,value:new Float32Array([1,0,0,0,1,1,0,1])}}}),isInstanced:!0,userData:{excludeAttributes:{indices:!0}}}),s=new ce(this.context.device,{...this.getShaders("side"),id:`${e}-wireframe`,bufferLayout:a,geometry:new he({topology:"line-strip",attributes:{positions:{size:2,value:new Float32Array([1,0,0,0,0,1,1,1])}}}),isInstanced:!0,userData:{excludeAttributes:{indices:!0}}})}return{models:[o,s,r].filter(Boolean),topModel:r,sideModel:o,wireframeModel:s}}calculateIndices(e){let{polygonTesselator:n}=this.state;e.startIndices=n.indexStarts,e.value=n.get("indices")}calculatePositions(e){let{polygonTesselator:n}=this.state;e.startIndices=n.vertexStarts;let i=this.props.data.attributes?.getPolygon;if(this.context.device.type==="webgpu"&&ArrayBuffer.isView(i?.value)){let{value:r,size:o=3,offset:s=0,stride:a}=i,c=s/r.BYTES_PER_ELEMENT,l=a?a/r.BYTES_PER_ELEMENT:o,f=new Float64Array(n.instanceCount*3);for(let u=0;u<n.instanceCount;u++){let d=c+u*l,h=u*3;f[h]=r[d],f[h+1]=r[d+1],f[h+2]=o>2?r[d+2]:0}e.value=f;return}e.value=n.get("positions")}calculateVertexValid(e){let n=this.props.data.attributes?.instanceVertexValid?.value,i=this.context.device.type==="webgpu"&&n?n:this.state.polygonTesselator.get("vertexValid");e.value=this.context.device.type==="webgpu"&&i?Float32Array.from(i):i}calculateNextPositions(e){let{polygonTesselator:n}=this.state,i=this.getAttributeManager().getAttributes(),r=i.vertexPositions.value,o=this.props.data.attributes?.instanceVertexValid?.value||i.vertexValid?.value||n.get("vertexValid");if(e.startIndices=n.vertexStarts,!r){e.value=r;return}let s=r.length/3,a=new r.constructor(r.length);for(let c=0;c<s;c++){let l=c*3,f=o?.[c]&&c+1<s?l+3:l;for(let u=0;u<3;u++)a[l+u]=r[f+u]}e.value=a}};Vo.defaultProps=$E;Vo.layerName="SolidPolygonLayer";var q0=Vo;function Z0({data:t,getIndex:e,dataRange:n,replace:i}){let{startRow:r=0,endRow:o=1/0}=n,s=t.length,a=s,c=s;for(let d=0;d<s;d++){let h=e(t[d]);if(a>d&&h>=r&&(a=d),h>=o){c=d;break}}let l=a,u=c-a!==i.length?t.slice(c):void 0;for(let d=0;d<i.length;d++)t[l++]=i[d];if(u){for(let d=0;d<u.length;d++)t[l++]=u[d];t.length=l}return{startRow:a,endRow:a+i.length}}function X0(t,e){if(!t)return null;let n="startIndices"in t?t.startIndices[e]:e,i=t.featureIds.value[n];return n!==-1?YE(t,i,n):null}function YE(t,e,n){let i={properties:{...t.properties[e]}};for(let r in t.numericProps)i.properties[r]=t.numericProps[r].value[n];return i}function K0(t){let e={points:null,lines:null,polygons:null};for(let n in e){let i=t[n].globalFeatureIds.value;e[n]=new Uint32Array(i)}return e}var J0=`layout(std140) uniform sdfUniforms {
  float gamma;
  bool enabled;
  float buffer;
  float outlineBuffer;
  vec4 outlineColor;
} sdf;
`,Q0={name:"sdf",vs:J0,fs:J0,uniformTypes:{gamma:"f32",enabled:"f32",buffer:"f32",outlineBuffer:"f32",outlineColor:"vec4<f32>"}};var Go={none:0,start:1,center:2,end:3},HE=`layout(std140) uniform textUniforms {
  highp vec2 cutoffPixels;
  highp ivec2 align;
  highp float fontSize;
  bool flipY;
} text;

#define ALIGN_MODE_START ${Go.start}
#define ALIGN_MODE_CENTER ${Go.center}
#define ALIGN_MODE_END ${Go.end}
`,cc={name:"text",vs:HE,getUniforms:({contentCutoffPixels:t=[0,0],contentAlignHorizontal:e="none",contentAlignVertical:n="none",fontSize:i,viewport:r})=>({cutoffPixels:t,align:[Go[e],Go[n]],fontSize:i,flipY:r?.flipY??!1}),uniformTypes:{cutoffPixels:"vec2<f32>",align:"vec2<i32>",fontSize:"f32",flipY:"f32"}};var ey=`#version 300 es
#define SHADER_NAME multi-icon-layer-vertex-shader
in vec2 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in float instanceSizes;
in float instanceAngles;
in vec4 instanceColors;
in float rowIndexes;
in vec4 instanceIconFrames;
in float instanceColorModes;
in vec2 instanceOffsets;
in vec2 instancePixelOffset;
in vec4 instanceClipRect;
out float vColorMode;
out vec4 vColor;
out vec2 vTextureCoords;
out vec2 uv;
vec2 rotate_by_angle(vec2 vertex, float angle) {
float angle_radian = angle * PI / 180.0;
float cos_angle = cos(angle_radian);
float sin_angle = sin(angle_radian);
mat2 rotationMatrix = mat2(cos_angle, -sin_angle, sin_angle, cos_angle);
return rotationMatrix * vertex;
}
float getPixelOffsetFromAlignment(float anchor, float extent, float clipStart, float clipEnd, int mode) {
if (clipEnd < clipStart) return 0.0;
if (mode == ALIGN_MODE_START) {
return max(- (anchor + clipStart), 0.0);
}
if (mode == ALIGN_MODE_CENTER) {
float _min = max(0., anchor + clipStart);
float _max = min(extent, anchor + clipEnd);
return _min < _max ? (_min + _max) / 2.0 - anchor : 0.0;
}
if (mode == ALIGN_MODE_END) {
return min(extent - (anchor + clipEnd), 0.);
}
return 0.0;
}
void main(void) {
geometry.worldPosition = instancePositions;
geometry.uv = positions;
geometry.pickingColor = picking_getPickingColorFromIndex(rowIndexes);
uv = positions;
vec2 iconSize = instanceIconFrames.zw;
float sizePixels = clamp(
project_size_to_pixel(instanceSizes * icon.sizeScale, icon.sizeUnits),
icon.sizeMinPixels, icon.sizeMaxPixels
);
float instanceScale = sizePixels / text.fontSize;
vec2 pixelOffset = positions / 2.0 * iconSize + instanceOffsets;
pixelOffset = rotate_by_angle(pixelOffset, instanceAngles) * instanceScale;
pixelOffset += instancePixelOffset;
pixelOffset.y *= -1.0;
vec2 anchorPosScreen;
if (icon.billboard)  {
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
anchorPosScreen = gl_Position.xy / gl_Position.w;
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
vec3 offset = vec3(pixelOffset, 0.0);
DECKGL_FILTER_SIZE(offset, geometry);
gl_Position.xy += project_pixel_size_to_clipspace(offset.xy);
} else {
vec3 offset_common = vec3(project_pixel_size(pixelOffset), 0.0);
if (text.flipY) {
offset_common.y *= -1.;
}
DECKGL_FILTER_SIZE(offset_common, geometry);
vec4 anchorPos = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0));
anchorPosScreen = anchorPos.xy / anchorPos.w;
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, offset_common, geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}
anchorPosScreen = vec2(anchorPosScreen.x + 1.0, 1.0 - anchorPosScreen.y) / 2.0 * project.viewportSize / project.devicePixelRatio;
vec2 xy = project_size_to_pixel(instanceClipRect.xy);
vec2 wh = project_size_to_pixel(instanceClipRect.zw);
if (text.flipY) {
xy.y = -xy.y - wh.y;
}
if (text.align.x > 0 || text.align.y > 0) {
vec2 viewportPixels = project.viewportSize / project.devicePixelRatio;
vec2 scrollPixels = vec2(
getPixelOffsetFromAlignment(anchorPosScreen.x, viewportPixels.x, xy.x, xy.x + wh.x, text.align.x),
-getPixelOffsetFromAlignment(anchorPosScreen.y, viewportPixels.y, -xy.y - wh.y, -xy.y, text.align.y)
);
pixelOffset += scrollPixels;
gl_Position.xy += project_pixel_size_to_clipspace(scrollPixels);
}
if (instanceClipRect.z >= 0.) {
if (pixelOffset.x < xy.x || pixelOffset.x > xy.x + wh.x) {
gl_Position = vec4(0.0);
}
else if (text.cutoffPixels.x > 0.) {
float vpWidth = project.viewportSize.x / project.devicePixelRatio;
float l = max(anchorPosScreen.x + xy.x, 0.0);
float r = min(anchorPosScreen.x + xy.x + wh.x, vpWidth);
if (r - l < text.cutoffPixels.x) {
gl_Position = vec4(0.0);
}
}
}
if (instanceClipRect.w >= 0.) {
if (pixelOffset.y < xy.y || pixelOffset.y > xy.y + wh.y) {
gl_Position = vec4(0.0);
}
else if (text.cutoffPixels.y > 0.) {
float vpHeight = project.viewportSize.y / project.devicePixelRatio;
float t = max(anchorPosScreen.y - xy.y - wh.y, 0.0);
float b = min(anchorPosScreen.y - xy.y, vpHeight);
if (b - t < text.cutoffPixels.y) {
gl_Position = vec4(0.0);
}
}
}
vTextureCoords = mix(
instanceIconFrames.xy,
instanceIconFrames.xy + iconSize,
(positions.xy + 1.0) / 2.0
) / icon.iconsTextureDim;
vColor = instanceColors;
DECKGL_FILTER_COLOR(vColor, geometry);
vColorMode = instanceColorModes;
}
`;var ty=`#version 300 es
#define SHADER_NAME multi-icon-layer-fragment-shader
precision highp float;
uniform sampler2D iconsTexture;
in vec4 vColor;
in vec2 vTextureCoords;
in vec2 uv;
out vec4 fragColor;
void main(void) {
geometry.uv = uv;
if (!bool(picking.isActive)) {
float alpha = texture(iconsTexture, vTextureCoords).a;
vec4 color = vColor;
if (sdf.enabled) {
float distance = alpha;
alpha = smoothstep(sdf.buffer - sdf.gamma, sdf.buffer + sdf.gamma, distance);
if (sdf.outlineBuffer > 0.0) {
float inFill = alpha;
float inBorder = smoothstep(sdf.outlineBuffer - sdf.gamma, sdf.outlineBuffer + sdf.gamma, distance);
color = mix(sdf.outlineColor, vColor, inFill);
alpha = inBorder;
}
}
float a = alpha * color.a;
if (a < icon.alphaCutoff) {
discard;
}
fragColor = vec4(color.rgb, a * layer.opacity);
}
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;function qE({collision:t=!1}={}){return`struct IconUniforms {
  sizeScale: f32,
  iconsTextureDim: vec2<f32>,
  sizeBasis: f32,
  sizeMinPixels: f32,
  sizeMaxPixels: f32,
  billboard: i32,
  sizeUnits: i32,
  alphaCutoff: f32
};

struct TextUniforms {
  cutoffPixels: vec2<f32>,
  align: vec2<i32>,
  fontSize: f32,
  flipY: f32
};

struct SdfUniforms {
  gamma: f32,
  enabled: f32,
  buffer: f32,
  outlineBuffer: f32,
  outlineColor: vec4<f32>
};

${t?`struct CollisionUniforms {
  sort: i32,
  enabled: i32
};
`:""}

const ALIGN_MODE_START: i32 = 1;
const ALIGN_MODE_CENTER: i32 = 2;
const ALIGN_MODE_END: i32 = 3;

@group(0) @binding(auto) var<uniform> icon: IconUniforms;
@group(0) @binding(auto) var<uniform> text: TextUniforms;
@group(0) @binding(auto) var<uniform> sdf: SdfUniforms;
${t?"@group(0) @binding(auto) var<uniform> collision: CollisionUniforms;":""}
@group(0) @binding(auto) var iconsTexture : texture_2d<f32>;
@group(0) @binding(auto) var iconsTextureSampler : sampler;
${t?`@group(0) @binding(auto) var collision_texture : texture_2d<f32>;
`:""}

fn rotate_by_angle(vertex: vec2<f32>, angle_deg: f32) -> vec2<f32> {
  let angle_radian = angle_deg * PI / 180.0;
  let c = cos(angle_radian);
  let s = sin(angle_radian);
  let rotation = mat2x2<f32>(vec2<f32>(c, -s), vec2<f32>(s, c));
  return rotation * vertex;
}

fn get_pixel_offset_from_alignment(
  anchor: f32,
  extent: f32,
  clipStart: f32,
  clipEnd: f32,
  mode: i32
) -> f32 {
  if (clipEnd < clipStart) {
    return 0.0;
  }
  if (mode == ALIGN_MODE_START) {
    return max(-(anchor + clipStart), 0.0);
  }
  if (mode == ALIGN_MODE_CENTER) {
    let minValue = max(0.0, anchor + clipStart);
    let maxValue = min(extent, anchor + clipEnd);
    if (minValue < maxValue) {
      return (minValue + maxValue) / 2.0 - anchor;
    }
    return 0.0;
  }
  if (mode == ALIGN_MODE_END) {
    return min(extent - (anchor + clipEnd), 0.0);
  }
  return 0.0;
}

${t?`fn collision_match(texCoords: vec2<f32>, pickingColor: vec3<f32>) -> f32 {
  let textureSize = vec2<i32>(textureDimensions(collision_texture));
  let pixelCoords = clamp(
    vec2<i32>(texCoords * vec2<f32>(textureSize)),
    vec2<i32>(0),
    textureSize - vec2<i32>(1)
  );
  let collisionPickingColor = textureLoad(collision_texture, pixelCoords, 0);
  let delta = dot(abs(collisionPickingColor.rgb - pickingColor), vec3<f32>(1.0));
  return step(delta, 0.001);
}

fn collision_is_visible(texCoords: vec2<f32>, pickingColor: vec3<f32>) -> f32 {
  if (collision.enabled == 0) {
    return 1.0;
  }

  var accumulator = 0.0;
  let stepSize = vec2<f32>(1.0) / project.viewportSize;

  for (var i: i32 = -2; i <= 2; i = i + 1) {
    for (var j: i32 = -2; j <= 2; j = j + 1) {
      let delta = vec2<f32>(f32(j), f32(i)) * stepSize;
      accumulator = accumulator + collision_match(texCoords + delta, pickingColor);
    }
  }

  return pow(accumulator / 25.0, 2.2);
}
`:""}

struct Attributes {
  @location(0) positions: vec2<f32>,

  @location(1) instancePositions: vec3<f32>,
  @location(2) instancePositions64Low: vec3<f32>,
  @location(3) instanceSizes: f32,
  @location(4) instanceAngles: f32,
  @location(5) instanceColors: vec4<f32>,
  @location(6) instanceIconFrames: vec4<f32>,
  @location(7) instanceColorModes: f32,
  @location(8) instanceOffsets: vec2<f32>,
  @location(9) instancePixelOffset: vec2<f32>,
  @location(10) rowIndexes: u32,
  @location(11) instanceClipRect: vec4<f32>,
  ${t?"@location(12) collisionPriorities: f32,":""}
};

struct Varyings {
  @builtin(position) position: vec4<f32>,

  @location(0) vColorMode: f32,
  @location(1) vColor: vec4<f32>,
  @location(2) vTextureCoords: vec2<f32>,
  @location(3) uv: vec2<f32>,
  @location(4) pickingColor: vec3<f32>,
};

@vertex
fn vertexMain(inp: Attributes) -> Varyings {
  geometry.worldPosition = inp.instancePositions;
  geometry.uv = inp.positions;
  geometry.pickingColor = picking_getPickingColorFromIndex(inp.rowIndexes);

  var outp: Varyings;
  outp.uv = inp.positions;

  let iconSize = inp.instanceIconFrames.zw;

  let sizePixels = clamp(
    project_unit_size_to_pixel(inp.instanceSizes * icon.sizeScale, icon.sizeUnits),
    icon.sizeMinPixels, icon.sizeMaxPixels
  );
  let instanceScale = sizePixels / text.fontSize;

  var pixelOffset = inp.positions / 2.0 * iconSize + inp.instanceOffsets;
  pixelOffset = rotate_by_angle(pixelOffset, inp.instanceAngles) * instanceScale;
  pixelOffset = pixelOffset + inp.instancePixelOffset;
  pixelOffset.y = pixelOffset.y * -1.0;

  var pos: vec4<f32>;
  var anchorPosScreen: vec2<f32>;
  if (icon.billboard != 0) {
    pos = project_position_to_clipspace(inp.instancePositions, inp.instancePositions64Low, vec3<f32>(0.0));
    anchorPosScreen = pos.xy / pos.w;

    let clipOffset = project_pixel_size_to_clipspace(pixelOffset);
    pos = vec4<f32>(pos.x + clipOffset.x, pos.y + clipOffset.y, pos.z, pos.w);
  } else {
    var offsetCommon = vec3<f32>(project_pixel_size_vec2(pixelOffset), 0.0);
    if (text.flipY > 0.5) {
      offsetCommon.y = offsetCommon.y * -1.0;
    }
    let anchorPos = project_position_to_clipspace(inp.instancePositions, inp.instancePositions64Low, vec3<f32>(0.0));
    anchorPosScreen = anchorPos.xy / anchorPos.w;
    pos = project_position_to_clipspace(inp.instancePositions, inp.instancePositions64Low, offsetCommon);
  }

  anchorPosScreen = vec2<f32>(anchorPosScreen.x + 1.0, 1.0 - anchorPosScreen.y) / 2.0 *
    project.viewportSize / project.devicePixelRatio;
  var xy = project_size_vec2(inp.instanceClipRect.xy) * project.scale;
  var wh = project_size_vec2(inp.instanceClipRect.zw) * project.scale;

  if (text.flipY > 0.5) {
    xy.y = -xy.y - wh.y;
  }
  if (text.align.x > 0 || text.align.y > 0) {
    let viewportPixels = project.viewportSize / project.devicePixelRatio;
    let scrollPixels = vec2<f32>(
      get_pixel_offset_from_alignment(anchorPosScreen.x, viewportPixels.x, xy.x, xy.x + wh.x, text.align.x),
      -get_pixel_offset_from_alignment(anchorPosScreen.y, viewportPixels.y, -xy.y - wh.y, -xy.y, text.align.y)
    );
    pixelOffset = pixelOffset + scrollPixels;
    let scrollClipOffset = project_pixel_size_to_clipspace(scrollPixels);
    pos.x = pos.x + scrollClipOffset.x;
    pos.y = pos.y + scrollClipOffset.y;
  }

  if (inp.instanceClipRect.z >= 0.0) {
    if (pixelOffset.x < xy.x || pixelOffset.x > xy.x + wh.x) {
      pos = vec4<f32>(0.0);
    } else if (text.cutoffPixels.x > 0.0) {
      let viewportWidth = project.viewportSize.x / project.devicePixelRatio;
      let left = max(anchorPosScreen.x + xy.x, 0.0);
      let right = min(anchorPosScreen.x + xy.x + wh.x, viewportWidth);
      if (right - left < text.cutoffPixels.x) {
        pos = vec4<f32>(0.0);
      }
    }
  }
  if (inp.instanceClipRect.w >= 0.0) {
    if (pixelOffset.y < xy.y || pixelOffset.y > xy.y + wh.y) {
      pos = vec4<f32>(0.0);
    } else if (text.cutoffPixels.y > 0.0) {
      let viewportHeight = project.viewportSize.y / project.devicePixelRatio;
      let top = max(anchorPosScreen.y - xy.y - wh.y, 0.0);
      let bottom = min(anchorPosScreen.y - xy.y, viewportHeight);
      if (bottom - top < text.cutoffPixels.y) {
        pos = vec4<f32>(0.0);
      }
    }
  }

  ${t?`  if (collision.sort != 0) {
    pos.z = -0.001 * inp.collisionPriorities * pos.w;
  }
  `:""}

  let uvMix = (inp.positions.xy + vec2<f32>(1.0, 1.0)) * 0.5;
  outp.vTextureCoords = mix(inp.instanceIconFrames.xy, inp.instanceIconFrames.xy + iconSize, uvMix) / icon.iconsTextureDim;

  outp.position = pos;
  outp.vColor = inp.instanceColors;
  outp.vColorMode = inp.instanceColorModes;
  outp.pickingColor = picking_getPickingColorFromIndex(inp.rowIndexes);

  return outp;
}

@fragment
fn fragmentMain(inp: Varyings) -> @location(0) vec4<f32> {
  geometry.uv = inp.uv;

  let texColor = textureSample(iconsTexture, iconsTextureSampler, inp.vTextureCoords);
  var alpha = texColor.a;
  var color = inp.vColor;

  if (sdf.enabled > 0.5) {
    let distance = alpha;
    alpha = smoothstep(sdf.buffer - sdf.gamma, sdf.buffer + sdf.gamma, distance);

    if (sdf.outlineBuffer > 0.0) {
      let inFill = alpha;
      let inBorder = smoothstep(sdf.outlineBuffer - sdf.gamma, sdf.outlineBuffer + sdf.gamma, distance);
      color = mix(sdf.outlineColor, inp.vColor, inFill);
      alpha = inBorder;
    }
  } else if (inp.vColorMode == 0.0) {
    color = texColor;
  }

  var a = alpha * color.a * layer.opacity;
  if (a < icon.alphaCutoff) {
    discard;
  }

  if (picking.isActive > 0.5) {
    if (!picking_isColorValid(inp.pickingColor)) {
      discard;
    }
    return vec4<f32>(inp.pickingColor, 1.0);
  }

  ${t?`  let collisionFade = collision_is_visible(inp.position.xy / project.viewportSize, inp.pickingColor);
  a = a * collisionFade;
  if (a <= 0.0001) {
    discard;
  }
  `:""}

  var fragColor = deckgl_premultiplied_alpha(vec4<f32>(color.rgb, a));

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(inp.pickingColor - highlightedObjectColor))) {
      let highLightAlpha = picking.highlightColor.a;
      let blendedAlpha = highLightAlpha + fragColor.a * (1.0 - highLightAlpha);
      if (blendedAlpha > 0.0) {
        let highLightRatio = highLightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highLightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  return fragColor;
}
`}var ny=qE();var Ru=192/256;var ZE={getIconOffsets:{type:"accessor",value:t=>t.offsets},getContentBox:{type:"accessor",value:[0,0,-1,-1]},fontSize:1,alphaCutoff:.001,smoothing:.1,outlineWidth:0,outlineColor:{type:"color",value:[0,0,0,255]},contentCutoffPixels:{type:"array",value:[0,0]},contentAlignHorizontal:"none",contentAlignVertical:"none"},Wo=class extends Za{getShaders(){let e=super.getShaders();return{...e,modules:[...e.modules,cc,Q0],vs:ey,fs:ty,source:ny}}initializeState(){super.initializeState();let e=this.getAttributeManager(),n=e.attributes.instanceIconDefs;n.settings.update=this.calculateInstanceIconDefs,e.addInstanced({rowIndexes:{type:"uint32",size:1,bufferGroup:"icon-instance-data",accessor:(i,{index:r})=>r},instanceClipRect:{size:4,bufferGroup:"icon-instance-data",accessor:"getContentBox",defaultValue:[0,0,-1,-1]}})}updateState(e){super.updateState(e);let{props:n,oldProps:i,changeFlags:r}=e,{outlineColor:o}=n;if(r.extensionsChanged){this.state.fillModel?.destroy();let s=this.context.device.type==="webgpu"?this._getModel(`${this.props.id}-fill`):void 0;this.setState({fillModel:s,models:s?[this.state.model,s]:[this.state.model]})}if(r.updateTriggersChanged&&(r.updateTriggersChanged.getIcon||r.updateTriggersChanged.getIconOffsets)&&this.getAttributeManager().invalidate("instanceIconDefs"),o!==i.outlineColor){let s=[o[0]/255,o[1]/255,o[2]/255,(o[3]??255)/255];this.setState({outlineColor:s})}!n.sdf&&n.outlineWidth&&D.warn(`${this.id}: fontSettings.sdf is required to render outline`)()}draw(e){let{sdf:n,smoothing:i,fontSize:r,outlineWidth:o,contentCutoffPixels:s,contentAlignHorizontal:a,contentAlignVertical:c}=this.props,{outlineColor:l}=this.state,f=o?Math.max(i,Ru*(1-o)):-1,u=this.state.model,d={buffer:Ru,outlineBuffer:f,gamma:i,enabled:!!n,outlineColor:l},h={contentCutoffPixels:s,contentAlignHorizontal:a,contentAlignVertical:c,fontSize:r,viewport:this.context.viewport};if(u.shaderInputs.setProps({sdf:d,text:h}),super.draw(e),n&&o){let{iconManager:p}=this.state;if(p.getTexture()){let g=this.state.fillModel||u;g.shaderInputs.setProps({sdf:{...d,outlineBuffer:Ru},text:h}),this._drawModel(g)}}}calculateInstanceIconDefs(e,{startRow:n,endRow:i}){let{data:r,getIcon:o,getIconOffsets:s}=this.props,a=e.getVertexOffset(n),c=e.value,{iterable:l,objectInfo:f}=dt(r,n,i);for(let u of l){f.index++;let d=o(u,f),h=s(u,f);if(d){let p=0;for(let m of Array.from(d)){let g=super.getInstanceIconDef(m);g[0]=h[p*2],g[1]+=h[p*2+1],g[6]=1,c.set(g,a),a+=e.size,p++}}}}};Wo.defaultProps=ZE;Wo.layerName="MultiIconLayer";var iy=Wo;var Du=new Float64Array(256);for(let t=0;t<256;t++){let e=.5-Math.pow(t/255,.45454545454545453);Du[t]=e*Math.abs(e)}Du[255]=-1e20;var $o=class{constructor({fontSize:e=24,buffer:n=3,radius:i=8,cutoff:r=.25,fontFamily:o="sans-serif",fontWeight:s="normal",fontStyle:a="normal",lang:c=null}={}){n=this.buffer=Math.round(n),this.radius=i,this.cutoff=r,this.lang=c;let l=this.size=Math.ceil(e)+n*4,f=this._createCanvas(l),u=this.ctx=f.getContext("2d",{willReadFrequently:!0});u.font=`${a} ${s} ${e}px ${o}`,u.textBaseline="alphabetic",u.textAlign="left",u.fillStyle="black",c&&(u.lang=c);let h=(this.maxGlyphDim=l-n)+2*n;this.gridOuter=new Float64Array(h*h),this.gridInner=new Float64Array(h*h),this.f=new Float64Array(h),this.z=new Float64Array(h+1),this.v=new Uint16Array(h)}_createCanvas(e){if(typeof OffscreenCanvas<"u")return new OffscreenCanvas(e,e);let n=document.createElement("canvas");return n.width=n.height=e,n}draw(e){let{width:n,actualBoundingBoxAscent:i,actualBoundingBoxDescent:r,actualBoundingBoxLeft:o,actualBoundingBoxRight:s}=this.ctx.measureText(e),a=Math.ceil(i),c=Math.floor(-o),l=Math.max(0,Math.min(this.maxGlyphDim,Math.ceil(s)-c)),f=Math.max(0,Math.min(this.maxGlyphDim,a+Math.ceil(r))),u=l+2*this.buffer,d=f+2*this.buffer,h=u*d,p=new Uint8ClampedArray(h),m={data:p,width:u,height:d,glyphWidth:l,glyphHeight:f,glyphTop:a,glyphLeft:c,glyphAdvance:n};if(l===0||f===0)return m;let{ctx:g,buffer:x,gridInner:b,gridOuter:v}=this;g.clearRect(x,x,l,f),g.fillText(e,x-c,x+a);let y=g.getImageData(x,x,l,f);v.fill(1e20,0,h),b.fill(0,0,h);let w=3;for(let S=0;S<f;S++){let C=(S+x)*u+x;for(let L=0;L<l;L++,w+=4,C++){let E=y.data[w];if(E===0)continue;let T=Du[E];v[C]=Math.max(0,T),b[C]=Math.max(0,-T)}}ry(v,0,0,u,d,u,this.f,this.v,this.z,x);let _=Math.min(x,1);ry(b,x-_,x-_,l+2*_,f+2*_,u,this.f,this.v,this.z);let M=255/this.radius,P=255*(1-this.cutoff);for(let S=0;S<h;S++){let C=Math.sqrt(v[S])-Math.sqrt(b[S]);p[S]=P-M*C}return m}};function ry(t,e,n,i,r,o,s,a,c,l=0){for(let f=e+l;f<e+i-l;f++)oy(t,n*o+f,o,r,s,a,c);for(let f=n;f<n+r;f++)oy(t,f*o+e,1,i,s,a,c)}function oy(t,e,n,i,r,o,s){o[0]=0,s[0]=-1e20,s[1]=1e20,r[0]=t[e];for(let a=1,c=0;a<i;a++){let l=r[a]=t[e+a*n],f=a*a,u;do{let d=o[c];u=(l-r[d]+f-d*d)/(a-d)/2}while(u<=s[c]&&--c>-1);c++,o[c]=a,s[c]=u,s[c+1]=1e20}for(let a=0,c=0;a<i;a++){for(;s[c+1]<a;)c++;let l=o[c],f=a-l;t[e+a*n]=r[l]+f*f}}var XE=32,KE=[];function JE(t){return Math.pow(2,Math.ceil(Math.log2(t)))}function sy({characterSet:t,measureText:e,buffer:n,maxCanvasWidth:i,mapping:r={},xOffset:o=0,yOffsetMin:s=0,yOffsetMax:a=0}){let l=o,f=s,u=a;for(let d of t)if(!r[d]){let{advance:h,width:p,ascent:m,descent:g}=e(d),x=m+g;l+p+n*2>i&&(l=0,f=u),r[d]={x:l+n,y:f+n,width:p,height:x,advance:h,anchorX:p/2,anchorY:m},l+=p+n*2,u=Math.max(u,f+x+n*2)}return{mapping:r,xOffset:l,yOffsetMin:f,yOffsetMax:u,canvasHeight:JE(u)}}function ay(t,e,n,i){let r=0;for(let o=e;o<n;o++){let s=t[o];r+=i[s]?.advance||0}return r}function cy(t,e,n,i,r,o){let s=e,a=0;for(let c=e;c<n;c++){let l=ay(t,c,c+1,r);a+l>i&&(s<c&&o.push(c),s=c,a=0),a+=l}return a}function QE(t,e,n,i,r,o){let s=e,a=e,c=e,l=0;for(let f=e;f<n;f++)if((t[f]===" "||t[f+1]===" "||f+1===n)&&(c=f+1),c>a){let u=ay(t,a,c,r);l+u>i&&(s<a&&(o.push(a),s=a,l=0),u>i&&(u=cy(t,a,c,i,r,o),s=o[o.length-1])),a=c,l+=u}return l}function e3(t,e,n,i,r=0,o){o===void 0&&(o=t.length);let s=[];return e==="break-all"?cy(t,r,o,n,i,s):QE(t,r,o,n,i,s),s}function t3(t,e,n,i,r,o){let s=0,a=0;for(let c=e;c<n;c++){let l=t[c],f=i[l];f&&(a=Math.max(a,f.height))}for(let c=e;c<n;c++){let l=t[c],f=i[l];f?(r[c]=s+f.anchorX,s+=f.advance):(D.warn(`Missing character: ${l} (${l.codePointAt(0)})`)(),r[c]=s,s+=XE)}o[0]=s,o[1]=a}function ly(t,e,n,i,r,o){let s=Array.from(t),a=s.length,c=new Array(a),l=new Array(a),f=new Array(a),u=(i==="break-word"||i==="break-all")&&isFinite(r)&&r>0,d=[0,0],h=[0,0],p=0,m=e+n/2,g=0,x=0;for(let b=0;b<=a;b++){let v=s[b];if((v===`
`||b===a)&&(x=b),x>g){let y=u?e3(s,i,r,o,g,x):KE;for(let w=0;w<=y.length;w++){let _=w===0?g:y[w-1],M=w<y.length?y[w]:x;t3(s,_,M,o,c,h);for(let P=_;P<M;P++)l[P]=m,f[P]=h[0];p++,m+=n,d[0]=Math.max(d[0],h[0])}g=x}v===`
`&&(c[g]=0,l[g]=0,f[g]=0,g++)}return d[1]=p*n,{x:c,y:l,rowWidth:f,size:d}}function fy({value:t,length:e,stride:n,offset:i,startIndices:r,characterSet:o}){let s=t.BYTES_PER_ELEMENT,a=n?n/s:1,c=i?i/s:0,l=r[e]||Math.ceil((t.length-c)/a),f=o&&new Set,u=new Array(e),d=t;if(a>1||c>0){let h=t.constructor;d=new h(l);for(let p=0;p<l;p++)d[p]=t[p*a+c]}for(let h=0;h<e;h++){let p=r[h],m=r[h+1]||l,g=d.subarray(p,m);u[h]=String.fromCodePoint.apply(null,g),f&&g.forEach(f.add,f)}if(f)for(let h of f)o.add(String.fromCodePoint(h));return{texts:u,characterCount:l}}var Bi=class{constructor(e=5){this._cache={},this._order=[],this.limit=e}get(e){let n=this._cache[e];return n&&(this._deleteOrder(e),this._appendOrder(e)),n}set(e,n){this._cache[e]?(this.delete(e),this._cache[e]=n,this._appendOrder(e)):(Object.keys(this._cache).length===this.limit&&this.delete(this._order[0]),this._cache[e]=n,this._appendOrder(e))}delete(e){this._cache[e]&&(delete this._cache[e],this._deleteOrder(e))}_deleteOrder(e){let n=this._order.indexOf(e);n>=0&&this._order.splice(n,1)}_appendOrder(e){this._order.push(e)}};function n3(){let t=[];for(let e=32;e<128;e++)t.push(String.fromCharCode(e));return t}var Vn={fontFamily:"Monaco, monospace",fontWeight:"normal",characterSet:n3(),fontSize:64,buffer:4,sdf:!1,cutoff:.25,radius:12,smoothing:.1},uy=1024,dy=.9,hy=.3,gy=3,lc=new Bi(gy);function i3(t,e){let n;typeof e=="string"?n=new Set(Array.from(e)):n=new Set(e);let i=lc.get(t);if(!i)return n;for(let r in i.mapping)n.has(r)&&n.delete(r);return n}function r3(t,e){for(let n=0;n<t.length;n++)e.data[4*n+3]=t[n]}function py(t,e,n,i){t.font=`${i} ${n}px ${e}`,t.fillStyle="#000",t.textBaseline="alphabetic",t.textAlign="left"}function o3(t,e,n){if(n===void 0){let r=t.measureText("A");return r.fontBoundingBoxAscent?{advance:0,width:0,ascent:Math.ceil(r.fontBoundingBoxAscent),descent:Math.ceil(r.fontBoundingBoxDescent)}:{advance:0,width:0,ascent:e*dy,descent:e*hy}}let i=t.measureText(n);return i.actualBoundingBoxAscent?{advance:i.width,width:Math.ceil(i.actualBoundingBoxRight-i.actualBoundingBoxLeft),ascent:Math.ceil(i.actualBoundingBoxAscent),descent:Math.ceil(i.actualBoundingBoxDescent)}:{advance:i.width,width:i.width,ascent:e*dy,descent:e*hy}}function my(t){D.assert(Number.isFinite(t)&&t>=gy,"Invalid cache limit"),lc=new Bi(t)}var Yo=class{constructor(){this.props={...Vn}}get atlas(){return this._atlas}get mapping(){return this._atlas&&this._atlas.mapping}setProps(e={}){Object.assign(this.props,e),e._getFontRenderer&&(this._getFontRenderer=e._getFontRenderer),this._key=this._getKey();let n=i3(this._key,this.props.characterSet),i=lc.get(this._key);if(i&&n.size===0){this._atlas!==i&&(this._atlas=i);return}let r=this._generateFontAtlas(n,i);this._atlas=r,lc.set(this._key,r)}_generateFontAtlas(e,n){let{fontFamily:i,fontWeight:r,fontSize:o,buffer:s,sdf:a,radius:c,cutoff:l}=this.props,f=n&&n.data;f||(f=document.createElement("canvas"),f.width=uy);let u=f.getContext("2d",{willReadFrequently:!0});py(u,i,o,r);let d=y=>o3(u,o,y),h;this._getFontRenderer?h=this._getFontRenderer(this.props):a&&(h={measure:d,draw:s3(this.props)});let{mapping:p,canvasHeight:m,xOffset:g,yOffsetMin:x,yOffsetMax:b}=sy({measureText:y=>h?h.measure(y):d(y),buffer:s,characterSet:e,maxCanvasWidth:uy,...n&&{mapping:n.mapping,xOffset:n.xOffset,yOffsetMin:n.yOffsetMin,yOffsetMax:n.yOffsetMax}});if(f.height!==m){let y=f.height>0?u.getImageData(0,0,f.width,f.height):null;f.height=m,y&&u.putImageData(y,0,0)}if(py(u,i,o,r),h)for(let y of e){let w=p[y],_=w.width,{data:M,left:P=0,top:S=0}=h.draw(y),C=w.x-P,L=w.y-S,E=Math.max(0,Math.round(C)),T=Math.max(0,Math.round(L)),O=Math.min(M.width,f.width-E),N=Math.min(M.height,f.height-T);u.putImageData(M,E,T,0,0,O,N),w.x=E,w.y=T,w.width=O,w.height=N,w.anchorX+=O/2-P-_/2,w.anchorY+=S}else for(let y of e){let w=p[y];u.fillText(y,w.x,w.y+w.anchorY)}let v=h?h.measure():d();return{baselineOffset:(v.ascent-v.descent)/2,xOffset:g,yOffsetMin:x,yOffsetMax:b,mapping:p,data:f,width:f.width,height:f.height}}_getKey(){let{fontFamily:e,fontWeight:n,fontSize:i,buffer:r,sdf:o,radius:s,cutoff:a}=this.props;return o?`${e} ${n} ${i} ${r} ${s} ${a}`:`${e} ${n} ${i} ${r}`}};function s3({fontSize:t,buffer:e,radius:n,cutoff:i,fontFamily:r,fontWeight:o}){let s=new $o({fontSize:t,buffer:e,radius:n,cutoff:i,fontFamily:r,fontWeight:`${o}`});return a=>{let{data:c,width:l,height:f}=s.draw(a),u=new ImageData(l,f);return r3(c,u),{data:u,left:e,top:e}}}var a3=`struct TextBackgroundUniforms {
  billboard: f32,
  sizeScale: f32,
  sizeMinPixels: f32,
  sizeMaxPixels: f32,
  borderRadius: vec4<f32>,
  padding: vec4<f32>,
  sizeUnits: i32,
  stroked: f32,
};

@group(0) @binding(auto) var<uniform> textBackground: TextBackgroundUniforms;
`,yy=`layout(std140) uniform textBackgroundUniforms {
  bool billboard;
  float sizeScale;
  float sizeMinPixels;
  float sizeMaxPixels;
  vec4 borderRadius;
  vec4 padding;
  highp int sizeUnits;
  bool stroked;
} textBackground;
`,xy={name:"textBackground",source:a3,vs:yy,fs:yy,uniformTypes:{billboard:"f32",sizeScale:"f32",sizeMinPixels:"f32",sizeMaxPixels:"f32",borderRadius:"vec4<f32>",padding:"vec4<f32>",sizeUnits:"i32",stroked:"f32"}};var vy=`#version 300 es
#define SHADER_NAME text-background-layer-vertex-shader
in vec2 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in vec4 instanceRects;
in vec4 instanceClipRect;
in float instanceSizes;
in float instanceAngles;
in vec2 instancePixelOffsets;
in float instanceLineWidths;
in vec4 instanceFillColors;
in vec4 instanceLineColors;
out vec4 vFillColor;
out vec4 vLineColor;
out float vLineWidth;
out vec2 uv;
out vec2 dimensions;
vec2 rotate_by_angle(vec2 vertex, float angle) {
float angle_radian = radians(angle);
float cos_angle = cos(angle_radian);
float sin_angle = sin(angle_radian);
mat2 rotationMatrix = mat2(cos_angle, -sin_angle, sin_angle, cos_angle);
return rotationMatrix * vertex;
}
void main(void) {
geometry.worldPosition = instancePositions;
geometry.uv = positions;
geometry.pickingColor = picking_getPickingColorFromInstanceID();
uv = positions;
vLineWidth = instanceLineWidths;
float sizePixels = clamp(
project_size_to_pixel(instanceSizes * textBackground.sizeScale, textBackground.sizeUnits),
textBackground.sizeMinPixels, textBackground.sizeMaxPixels
);
float instanceScale = sizePixels / text.fontSize;
dimensions = instanceRects.zw * instanceScale + textBackground.padding.xy + textBackground.padding.zw;
vec2 pixelOffset = (positions * instanceRects.zw + instanceRects.xy) * instanceScale + mix(-textBackground.padding.xy, textBackground.padding.zw, positions);
pixelOffset = rotate_by_angle(pixelOffset, instanceAngles);
pixelOffset += instancePixelOffsets;
pixelOffset.y *= -1.0;
vec2 xy = project_size_to_pixel(instanceClipRect.xy);
vec2 wh = project_size_to_pixel(instanceClipRect.zw);
if (text.flipY) {
xy.y = -xy.y - wh.y;
}
if (instanceClipRect.z >= 0.0) {
dimensions.x = wh.x;
pixelOffset.x = xy.x + uv.x * wh.x + mix(-textBackground.padding.x, textBackground.padding.z, uv.x);
}
if (instanceClipRect.w >= 0.0) {
dimensions.y = wh.y;
pixelOffset.y = xy.y + uv.y * wh.y + mix(-textBackground.padding.y, textBackground.padding.w, uv.y);
}
if (textBackground.billboard)  {
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
vec3 offset = vec3(pixelOffset, 0.0);
DECKGL_FILTER_SIZE(offset, geometry);
gl_Position.xy += project_pixel_size_to_clipspace(offset.xy);
} else {
vec3 offset_common = vec3(project_pixel_size(pixelOffset), 0.0);
if (text.flipY) {
offset_common.y *= -1.;
}
DECKGL_FILTER_SIZE(offset_common, geometry);
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, offset_common, geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}
vFillColor = vec4(instanceFillColors.rgb, instanceFillColors.a * layer.opacity);
DECKGL_FILTER_COLOR(vFillColor, geometry);
vLineColor = vec4(instanceLineColors.rgb, instanceLineColors.a * layer.opacity);
DECKGL_FILTER_COLOR(vLineColor, geometry);
}
`;var by=`#version 300 es
#define SHADER_NAME text-background-layer-fragment-shader
precision highp float;
in vec4 vFillColor;
in vec4 vLineColor;
in float vLineWidth;
in vec2 uv;
in vec2 dimensions;
out vec4 fragColor;
float round_rect(vec2 p, vec2 size, vec4 radii) {
vec2 pixelPositionCB = (p - 0.5) * size;
vec2 sizeCB = size * 0.5;
float maxBorderRadius = min(size.x, size.y) * 0.5;
vec4 borderRadius = vec4(min(radii, maxBorderRadius));
borderRadius.xy =
(pixelPositionCB.x > 0.0) ? borderRadius.xy : borderRadius.zw;
borderRadius.x = (pixelPositionCB.y > 0.0) ? borderRadius.x : borderRadius.y;
vec2 q = abs(pixelPositionCB) - sizeCB + borderRadius.x;
return -(min(max(q.x, q.y), 0.0) + length(max(q, 0.0)) - borderRadius.x);
}
float rect(vec2 p, vec2 size) {
vec2 pixelPosition = p * size;
return min(min(pixelPosition.x, size.x - pixelPosition.x),
min(pixelPosition.y, size.y - pixelPosition.y));
}
vec4 get_stroked_fragColor(float dist) {
float isBorder = smoothedge(dist, vLineWidth);
return mix(vFillColor, vLineColor, isBorder);
}
void main(void) {
geometry.uv = uv;
if (textBackground.borderRadius != vec4(0.0)) {
float distToEdge = round_rect(uv, dimensions, textBackground.borderRadius);
float shapeAlpha = smoothedge(-distToEdge, 0.0);
if (shapeAlpha == 0.0) {
discard;
}
if (textBackground.stroked) {
fragColor = get_stroked_fragColor(distToEdge);
} else {
fragColor = vFillColor;
}
fragColor.a *= shapeAlpha;
} else {
if (textBackground.stroked) {
float distToEdge = rect(uv, dimensions);
fragColor = get_stroked_fragColor(distToEdge);
} else {
fragColor = vFillColor;
}
}
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;var wy=`struct TextUniforms {
  cutoffPixels: vec2<f32>,
  align: vec2<i32>,
  fontSize: f32,
  flipY: f32,
};

@group(0) @binding(auto) var<uniform> text: TextUniforms;

fn rotate_by_angle(vertex: vec2<f32>, angle: f32) -> vec2<f32> {
  let angleRadian = radians(angle);
  let cosine = cos(angleRadian);
  let sine = sin(angleRadian);
  let rotationMatrix = mat2x2<f32>(
    vec2<f32>(cosine, -sine),
    vec2<f32>(sine, cosine)
  );
  return rotationMatrix * vertex;
}

struct Attributes {
  @builtin(instance_index) instanceIndex: u32,
  @location(0) positions: vec2<f32>,
  @location(1) instancePositions: vec3<f32>,
  @location(2) instancePositions64Low: vec3<f32>,
  @location(3) instanceSizes: f32,
  @location(4) instanceAngles: f32,
  @location(5) instanceRects: vec4<f32>,
  @location(6) instanceClipRect: vec4<f32>,
  @location(7) instancePixelOffsets: vec2<f32>,
  @location(8) instanceFillColors: vec4<f32>,
  @location(9) instanceLineColors: vec4<f32>,
  @location(10) instanceLineWidths: f32,
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vFillColor: vec4<f32>,
  @location(1) vLineColor: vec4<f32>,
  @location(2) vLineWidth: f32,
  @location(3) uv: vec2<f32>,
  @location(4) dimensions: vec2<f32>,
  @location(5) pickingColor: vec3<f32>,
};

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  geometry.worldPosition = attributes.instancePositions;
  geometry.uv = attributes.positions;
  geometry.pickingColor = picking_getPickingColorFromIndex(attributes.instanceIndex);

  var varyings: Varyings;
  varyings.uv = attributes.positions;
  varyings.vLineWidth = attributes.instanceLineWidths;

  let sizePixels = clamp(
    project_unit_size_to_pixel(
      attributes.instanceSizes * textBackground.sizeScale,
      textBackground.sizeUnits
    ),
    textBackground.sizeMinPixels,
    textBackground.sizeMaxPixels
  );
  let instanceScale = sizePixels / text.fontSize;

  varyings.dimensions = attributes.instanceRects.zw * instanceScale +
    textBackground.padding.xy + textBackground.padding.zw;

  var pixelOffset =
    (attributes.positions * attributes.instanceRects.zw + attributes.instanceRects.xy) *
      instanceScale +
    mix(-textBackground.padding.xy, textBackground.padding.zw, attributes.positions);
  pixelOffset = rotate_by_angle(pixelOffset, attributes.instanceAngles);
  pixelOffset = pixelOffset + attributes.instancePixelOffsets;
  pixelOffset.y = pixelOffset.y * -1.0;

  var xy = project_size_vec2(attributes.instanceClipRect.xy) * project.scale;
  let wh = project_size_vec2(attributes.instanceClipRect.zw) * project.scale;
  if (text.flipY > 0.5) {
    xy.y = -xy.y - wh.y;
  }
  if (attributes.instanceClipRect.z >= 0.0) {
    varyings.dimensions.x = wh.x;
    pixelOffset.x = xy.x + varyings.uv.x * wh.x + mix(
      -textBackground.padding.x,
      textBackground.padding.z,
      varyings.uv.x
    );
  }
  if (attributes.instanceClipRect.w >= 0.0) {
    varyings.dimensions.y = wh.y;
    pixelOffset.y = xy.y + varyings.uv.y * wh.y + mix(
      -textBackground.padding.y,
      textBackground.padding.w,
      varyings.uv.y
    );
  }

  if (textBackground.billboard > 0.5) {
    var position = project_position_to_clipspace(
      attributes.instancePositions,
      attributes.instancePositions64Low,
      vec3<f32>(0.0)
    );
    let clipOffset = project_pixel_size_to_clipspace(pixelOffset);
    position = vec4<f32>(
      position.x + clipOffset.x,
      position.y + clipOffset.y,
      position.z,
      position.w
    );
    varyings.position = position;
  } else {
    var offsetCommon = vec3<f32>(project_pixel_size_vec2(pixelOffset), 0.0);
    if (text.flipY > 0.5) {
      offsetCommon.y = offsetCommon.y * -1.0;
    }
    varyings.position = project_position_to_clipspace(
      attributes.instancePositions,
      attributes.instancePositions64Low,
      offsetCommon
    );
  }

  varyings.vFillColor = vec4<f32>(
    attributes.instanceFillColors.rgb,
    attributes.instanceFillColors.a * layer.opacity
  );
  varyings.vLineColor = vec4<f32>(
    attributes.instanceLineColors.rgb,
    attributes.instanceLineColors.a * layer.opacity
  );
  varyings.pickingColor = geometry.pickingColor;
  return varyings;
}

fn round_rect(point: vec2<f32>, size: vec2<f32>, radii: vec4<f32>) -> f32 {
  let pixelPosition = (point - 0.5) * size;
  let halfSize = size * 0.5;
  let maxBorderRadius = min(size.x, size.y) * 0.5;
  var borderRadius = min(radii, vec4<f32>(maxBorderRadius));

  borderRadius = select(borderRadius.zwxy, borderRadius, pixelPosition.x > 0.0);
  let radius = select(borderRadius.y, borderRadius.x, pixelPosition.y > 0.0);
  let q = abs(pixelPosition) - halfSize + radius;
  return -(min(max(q.x, q.y), 0.0) + length(max(q, vec2<f32>(0.0))) - radius);
}

fn rect(point: vec2<f32>, size: vec2<f32>) -> f32 {
  let pixelPosition = point * size;
  return min(
    min(pixelPosition.x, size.x - pixelPosition.x),
    min(pixelPosition.y, size.y - pixelPosition.y)
  );
}

fn get_stroked_frag_color(
  distanceToEdge: f32,
  lineWidth: f32,
  fillColor: vec4<f32>,
  lineColor: vec4<f32>
) -> vec4<f32> {
  let isBorder = smoothedge(distanceToEdge, lineWidth);
  return mix(fillColor, lineColor, isBorder);
}

@fragment
fn fragmentMain(varyings: Varyings) -> @location(0) vec4<f32> {
  geometry.uv = varyings.uv;
  var fragColor: vec4<f32>;

  if (any(textBackground.borderRadius != vec4<f32>(0.0))) {
    let distanceToEdge = round_rect(
      varyings.uv,
      varyings.dimensions,
      textBackground.borderRadius
    );
    let shapeAlpha = smoothedge(-distanceToEdge, 0.0);
    if (shapeAlpha == 0.0) {
      discard;
    }
    if (textBackground.stroked > 0.5) {
      fragColor = get_stroked_frag_color(
        distanceToEdge,
        varyings.vLineWidth,
        varyings.vFillColor,
        varyings.vLineColor
      );
    } else {
      fragColor = varyings.vFillColor;
    }
    fragColor.a = fragColor.a * shapeAlpha;
  } else if (textBackground.stroked > 0.5) {
    let distanceToEdge = rect(varyings.uv, varyings.dimensions);
    fragColor = get_stroked_frag_color(
      distanceToEdge,
      varyings.vLineWidth,
      varyings.vFillColor,
      varyings.vLineColor
    );
  } else {
    fragColor = varyings.vFillColor;
  }

  if (picking.isActive > 0.5) {
    if (!picking_isColorValid(varyings.pickingColor)) {
      discard;
    }
    return vec4<f32>(varyings.pickingColor, 1.0);
  }

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(varyings.pickingColor - highlightedObjectColor))) {
      let highlightAlpha = picking.highlightColor.a;
      let blendedAlpha = highlightAlpha + fragColor.a * (1.0 - highlightAlpha);
      if (blendedAlpha > 0.0) {
        let highlightRatio = highlightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highlightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  return deckgl_premultiplied_alpha(fragColor);
}
`;var c3={billboard:!0,sizeScale:1,sizeUnits:"pixels",sizeMinPixels:0,sizeMaxPixels:Number.MAX_SAFE_INTEGER,fontSize:1,borderRadius:{type:"object",value:0},padding:{type:"array",value:[0,0,0,0]},getPosition:{type:"accessor",value:t=>t.position},getSize:{type:"accessor",value:1},getAngle:{type:"accessor",value:0},getPixelOffset:{type:"accessor",value:[0,0]},getBoundingRect:{type:"accessor",value:[0,0,0,0]},getClipRect:{type:"accessor",value:[0,0,-1,-1]},getFillColor:{type:"accessor",value:[0,0,0,255]},getLineColor:{type:"accessor",value:[0,0,0,255]},getLineWidth:{type:"accessor",value:1}},Ho=class extends ae{getShaders(){return super.getShaders({vs:vy,fs:by,source:wy,modules:[le,Ke,fe,xy,cc]})}initializeState(){this.getAttributeManager().addInstanced({instancePositions:{size:3,type:"float64",fp64:this.use64bitPositions(),transition:!0,accessor:"getPosition"},instanceSizes:{size:1,transition:!0,bufferGroup:"text-background-instance-data",accessor:"getSize",defaultValue:1},instanceAngles:{size:1,transition:!0,bufferGroup:"text-background-instance-data",accessor:"getAngle"},instanceRects:{size:4,bufferGroup:"text-background-instance-data",accessor:"getBoundingRect"},instanceClipRect:{size:4,bufferGroup:"text-background-instance-data",accessor:"getClipRect",defaultValue:[0,0,-1,-1]},instancePixelOffsets:{size:2,transition:!0,bufferGroup:"text-background-instance-data",accessor:"getPixelOffset"},instanceFillColors:{size:4,transition:!0,type:"unorm8",accessor:"getFillColor",defaultValue:[0,0,0,255]},instanceLineColors:{size:4,transition:!0,type:"unorm8",accessor:"getLineColor",defaultValue:[0,0,0,255]},instanceLineWidths:{size:1,transition:!0,bufferGroup:"text-background-instance-data",accessor:"getLineWidth",defaultValue:1}})}updateState(e){super.updateState(e);let{changeFlags:n}=e;n.extensionsChanged&&(this.state.model?.destroy(),this.state.model=this._getModel(),this.getAttributeManager().invalidateAll())}draw({uniforms:e}){let{billboard:n,sizeScale:i,sizeUnits:r,sizeMinPixels:o,sizeMaxPixels:s,getLineWidth:a,fontSize:c}=this.props,{padding:l,borderRadius:f}=this.props;l.length<4&&(l=[l[0],l[1],l[0],l[1]]),Array.isArray(f)||(f=[f,f,f,f]);let u=this.state.model,d={billboard:n,stroked:!!a,borderRadius:f,padding:l,sizeUnits:Se[r],sizeScale:i,sizeMinPixels:o,sizeMaxPixels:s},h={fontSize:c,viewport:this.context.viewport};u.shaderInputs.setProps({textBackground:d,text:h}),u.draw(this.context.renderPass)}_getModel(){let e=[0,0,1,0,0,1,1,1];return new ce(this.context.device,{...this.getShaders(),id:this.props.id,bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new he({topology:"triangle-strip",vertexCount:4,attributes:{positions:{size:2,value:new Float32Array(e)}}}),isInstanced:!0})}};Ho.defaultProps=c3;Ho.layerName="TextBackgroundLayer";var _y=Ho;var Py={start:1,middle:0,end:-1},Cy={top:1,center:0,bottom:-1},Fu=[0,0,0,255],l3=1,f3={billboard:!0,sizeScale:1,sizeUnits:"pixels",sizeMinPixels:0,sizeMaxPixels:Number.MAX_SAFE_INTEGER,background:!1,getBackgroundColor:{type:"accessor",value:[255,255,255,255]},getBorderColor:{type:"accessor",value:Fu},getBorderWidth:{type:"accessor",value:0},backgroundBorderRadius:{type:"object",value:0},backgroundPadding:{type:"array",value:[0,0,0,0]},characterSet:{type:"object",value:Vn.characterSet},fontFamily:Vn.fontFamily,fontWeight:Vn.fontWeight,lineHeight:l3,outlineWidth:{type:"number",value:0,min:0},outlineColor:{type:"color",value:Fu},fontSettings:{type:"object",value:{},compare:1},wordBreak:"break-word",maxWidth:{type:"number",value:-1},contentCutoffPixels:{type:"array",value:[0,0]},contentAlignHorizontal:"none",contentAlignVertical:"none",getText:{type:"accessor",value:t=>t.text},getPosition:{type:"accessor",value:t=>t.position},getColor:{type:"accessor",value:Fu},getSize:{type:"accessor",value:32},getAngle:{type:"accessor",value:0},getTextAnchor:{type:"accessor",value:"middle"},getAlignmentBaseline:{type:"accessor",value:"center"},getPixelOffset:{type:"accessor",value:[0,0]},getContentBox:{type:"accessor",value:[0,0,-1,-1]},backgroundColor:{deprecatedFor:["background","getBackgroundColor"]}},qo=class extends Un{constructor(){super(...arguments),this.getBoundingRect=(e,n)=>{let{size:[i,r]}=this.transformParagraph(e,n),{getTextAnchor:o,getAlignmentBaseline:s}=this.props,a=Py[typeof o=="function"?o(e,n):o],c=Cy[typeof s=="function"?s(e,n):s];return[(a-1)*i/2,(c-1)*r/2,i,r]},this.getIconOffsets=(e,n)=>{let{getTextAnchor:i,getAlignmentBaseline:r}=this.props,{x:o,y:s,rowWidth:a,size:[,c]}=this.transformParagraph(e,n),l=Py[typeof i=="function"?i(e,n):i],f=Cy[typeof r=="function"?r(e,n):r],u=o.length,d=new Array(u*2),h=0;for(let p=0;p<u;p++)d[h++]=(l-1)*a[p]/2+o[p],d[h++]=(f-1)*c/2+s[p];return d}}initializeState(){this.state={styleVersion:0,fontAtlasManager:new Yo},this.props.maxWidth>0&&D.once(1,"v8.9 breaking change: TextLayer maxWidth is now relative to text size")()}updateState(e){let{props:n,oldProps:i,changeFlags:r}=e;(r.dataChanged||r.updateTriggersChanged&&(r.updateTriggersChanged.all||r.updateTriggersChanged.getText))&&this._updateText(),(this._updateFontAtlas()||n.lineHeight!==i.lineHeight||n.wordBreak!==i.wordBreak||n.maxWidth!==i.maxWidth)&&this.setState({styleVersion:this.state.styleVersion+1})}getPickingInfo({info:e}){return e.object=e.index>=0?this.props.data[e.index]:null,e}_updateFontAtlas(){let{fontSettings:e,fontFamily:n,fontWeight:i,_getFontRenderer:r}=this.props,{fontAtlasManager:o,characterSet:s}=this.state,a={...e,characterSet:s,fontFamily:n,fontWeight:i,_getFontRenderer:r};if(!o.mapping)return o.setProps(a),!0;for(let c in a)if(a[c]!==o.props[c])return o.setProps(a),!0;return!1}_updateText(){let{data:e,characterSet:n}=this.props,i=e.attributes?.getText,{getText:r}=this.props,o=e.startIndices,s,a=n==="auto"&&new Set;if(i&&o){let{texts:c,characterCount:l}=fy({...ArrayBuffer.isView(i)?{value:i}:i,length:e.length,startIndices:o,characterSet:a});s=l,r=(f,{index:u})=>c[u]}else{let{iterable:c,objectInfo:l}=dt(e);o=[0],s=0;for(let f of c){l.index++;let u=Array.from(r(f,l)||"");a&&u.forEach(a.add,a),s+=u.length,o.push(s)}}this.setState({getText:r,startIndices:o,numInstances:s,characterSet:a||n})}transformParagraph(e,n){let{fontAtlasManager:i}=this.state,r=i.mapping,{baselineOffset:o}=i.atlas,{fontSize:s}=i.props,a=this.state.getText,{wordBreak:c,lineHeight:l,maxWidth:f}=this.props,u=a(e,n)||"";return ly(u,o,l*s,c,f*s,r)}renderLayers(){let{startIndices:e,numInstances:n,getText:i,fontAtlasManager:{atlas:r,mapping:o},styleVersion:s}=this.state,{data:a,_dataDiff:c,getPosition:l,getColor:f,getSize:u,getAngle:d,getPixelOffset:h,getBackgroundColor:p,getBorderColor:m,getBorderWidth:g,getContentBox:x,backgroundBorderRadius:b,backgroundPadding:v,background:y,billboard:w,fontSettings:_,outlineWidth:M,outlineColor:P,sizeScale:S,sizeUnits:C,sizeMinPixels:L,sizeMaxPixels:E,contentCutoffPixels:T,contentAlignHorizontal:O,contentAlignVertical:N,transitions:j,updateTriggers:B}=this.props,de=this.getSubLayerClass("characters",iy),Ie=this.getSubLayerClass("background",_y),{fontSize:_e}=this.state.fontAtlasManager.props;return[y&&new Ie({getFillColor:p,getLineColor:m,getLineWidth:g,borderRadius:b,padding:v,getPosition:l,getSize:u,getAngle:d,getPixelOffset:h,getClipRect:x,billboard:w,sizeScale:S,sizeUnits:C,sizeMinPixels:L,sizeMaxPixels:E,fontSize:_e,transitions:j&&{getPosition:j.getPosition,getAngle:j.getAngle,getSize:j.getSize,getFillColor:j.getBackgroundColor,getLineColor:j.getBorderColor,getLineWidth:j.getBorderWidth,getPixelOffset:j.getPixelOffset}},this.getSubLayerProps({id:"background",updateTriggers:{getPosition:B.getPosition,getAngle:B.getAngle,getSize:B.getSize,getFillColor:B.getBackgroundColor,getLineColor:B.getBorderColor,getLineWidth:B.getBorderWidth,getPixelOffset:B.getPixelOffset,getBoundingRect:{getText:B.getText,getTextAnchor:B.getTextAnchor,getAlignmentBaseline:B.getAlignmentBaseline,styleVersion:s}}}),{data:a.attributes&&a.attributes.background?{length:a.length,attributes:a.attributes.background}:a,_dataDiff:c,autoHighlight:!1,getBoundingRect:this.getBoundingRect}),new de({sdf:_.sdf,smoothing:Number.isFinite(_.smoothing)?_.smoothing:Vn.smoothing,outlineWidth:M/(_.radius||Vn.radius),outlineColor:P,iconAtlas:r,iconMapping:o,getPosition:l,getColor:f,getSize:u,getAngle:d,getPixelOffset:h,getContentBox:x,billboard:w,sizeScale:S,sizeUnits:C,sizeMinPixels:L,sizeMaxPixels:E,fontSize:_e,contentCutoffPixels:T,contentAlignHorizontal:O,contentAlignVertical:N,transitions:j&&{getPosition:j.getPosition,getAngle:j.getAngle,getColor:j.getColor,getSize:j.getSize,getPixelOffset:j.getPixelOffset,getContentBox:j.getContentBox}},this.getSubLayerProps({id:"characters",updateTriggers:{all:B.getText,getPosition:B.getPosition,getAngle:B.getAngle,getColor:B.getColor,getSize:B.getSize,getPixelOffset:B.getPixelOffset,getContentBox:B.getContentBox,getIconOffsets:{getTextAnchor:B.getTextAnchor,getAlignmentBaseline:B.getAlignmentBaseline,styleVersion:s}}}),{data:a,_dataDiff:c,startIndices:e,numInstances:n,getIconOffsets:this.getIconOffsets,getIcon:i})]}static set fontAtlasCacheLimit(e){my(e)}};qo.defaultProps=f3;qo.layerName="TextLayer";var Ui=qo;var Zo={circle:{type:To,props:{filled:"filled",stroked:"stroked",lineWidthMaxPixels:"lineWidthMaxPixels",lineWidthMinPixels:"lineWidthMinPixels",lineWidthScale:"lineWidthScale",lineWidthUnits:"lineWidthUnits",pointRadiusMaxPixels:"radiusMaxPixels",pointRadiusMinPixels:"radiusMinPixels",pointRadiusScale:"radiusScale",pointRadiusUnits:"radiusUnits",pointAntialiasing:"antialiasing",pointBillboard:"billboard",getFillColor:"getFillColor",getLineColor:"getLineColor",getLineWidth:"getLineWidth",getPointRadius:"getRadius"}},icon:{type:Za,props:{iconAtlas:"iconAtlas",iconMapping:"iconMapping",iconSizeMaxPixels:"sizeMaxPixels",iconSizeMinPixels:"sizeMinPixels",iconSizeScale:"sizeScale",iconSizeUnits:"sizeUnits",iconAlphaCutoff:"alphaCutoff",iconBillboard:"billboard",getIcon:"getIcon",getIconAngle:"getAngle",getIconColor:"getColor",getIconPixelOffset:"getPixelOffset",getIconSize:"getSize"}},text:{type:Ui,props:{textSizeMaxPixels:"sizeMaxPixels",textSizeMinPixels:"sizeMinPixels",textSizeScale:"sizeScale",textSizeUnits:"sizeUnits",textBackground:"background",textBackgroundPadding:"backgroundPadding",textFontFamily:"fontFamily",textFontWeight:"fontWeight",textLineHeight:"lineHeight",textMaxWidth:"maxWidth",textOutlineColor:"outlineColor",textOutlineWidth:"outlineWidth",textWordBreak:"wordBreak",textCharacterSet:"characterSet",textBillboard:"billboard",textFontSettings:"fontSettings",getText:"getText",getTextAngle:"getAngle",getTextColor:"getColor",getTextPixelOffset:"getPixelOffset",getTextSize:"getSize",getTextAnchor:"getTextAnchor",getTextAlignmentBaseline:"getAlignmentBaseline",getTextBackgroundColor:"getBackgroundColor",getTextBorderColor:"getBorderColor",getTextBorderWidth:"getBorderWidth"}}},Xo={type:M0,props:{lineWidthUnits:"widthUnits",lineWidthScale:"widthScale",lineWidthMinPixels:"widthMinPixels",lineWidthMaxPixels:"widthMaxPixels",lineJointRounded:"jointRounded",lineCapRounded:"capRounded",lineMiterLimit:"miterLimit",lineBillboard:"billboard",lineAntialiasing:"antialiasing",getLineColor:"getColor",getLineWidth:"getWidth"}},fc={type:q0,props:{extruded:"extruded",filled:"filled",wireframe:"wireframe",elevationScale:"elevationScale",material:"material",_full3d:"_full3d",getElevation:"getElevation",getFillColor:"getFillColor",getLineColor:"getLineColor"}};function ji({type:t,props:e}){let n={};for(let i in e)n[i]=t.defaultProps[e[i]];return n}function uc(t,e){let{transitions:n,updateTriggers:i}=t.props,r={updateTriggers:{},transitions:n&&{getPosition:n.geometry}};for(let o in e){let s=e[o],a=t.props[o];o.startsWith("get")&&(a=t.getSubLayerAccessor(a),r.updateTriggers[s]=i[o],n&&(r.transitions[s]=n[o])),r[s]=a}return r}function My(t){if(Array.isArray(t))return t;switch(D.assert(t.type,"GeoJSON does not have type"),t.type){case"Feature":return[t];case"FeatureCollection":return D.assert(Array.isArray(t.features),"GeoJSON does not have features array"),t.features;default:return[{geometry:t}]}}function zu(t,e,n={}){let i={pointFeatures:[],lineFeatures:[],polygonFeatures:[],polygonOutlineFeatures:[]},{startRow:r=0,endRow:o=t.length}=n;for(let s=r;s<o;s++){let a=t[s],{geometry:c}=a;if(c)if(c.type==="GeometryCollection"){D.assert(Array.isArray(c.geometries),"GeoJSON does not have geometries array");let{geometries:l}=c;for(let f=0;f<l.length;f++){let u=l[f];Sy(u,i,e,a,s)}}else Sy(c,i,e,a,s)}return i}function Sy(t,e,n,i,r){let{type:o,coordinates:s}=t,{pointFeatures:a,lineFeatures:c,polygonFeatures:l,polygonOutlineFeatures:f}=e;if(!d3(o,s)){D.warn(`${o} coordinates are malformed`)();return}switch(o){case"Point":a.push(n({geometry:t},i,r));break;case"MultiPoint":s.forEach(u=>{a.push(n({geometry:{type:"Point",coordinates:u}},i,r))});break;case"LineString":c.push(n({geometry:t},i,r));break;case"MultiLineString":s.forEach(u=>{c.push(n({geometry:{type:"LineString",coordinates:u}},i,r))});break;case"Polygon":l.push(n({geometry:t},i,r)),s.forEach(u=>{f.push(n({geometry:{type:"LineString",coordinates:u}},i,r))});break;case"MultiPolygon":s.forEach(u=>{l.push(n({geometry:{type:"Polygon",coordinates:u}},i,r)),u.forEach(d=>{f.push(n({geometry:{type:"LineString",coordinates:d}},i,r))})});break;default:}}var u3={Point:1,MultiPoint:2,LineString:2,MultiLineString:3,Polygon:3,MultiPolygon:4};function d3(t,e){let n=u3[t];for(D.assert(n,`Unknown GeoJSON type ${t}`);e&&--n>0;)e=e[0];return e&&Number.isFinite(e[0])}function Ey(){return{points:{},lines:{},polygons:{},polygonsOutline:{}}}function dc(t){return t.geometry.coordinates}function Ty(t,e){let n=Ey(),{pointFeatures:i,lineFeatures:r,polygonFeatures:o,polygonOutlineFeatures:s}=t;return n.points.data=i,n.points._dataDiff=e.pointFeatures&&(()=>e.pointFeatures),n.points.getPosition=dc,n.lines.data=r,n.lines._dataDiff=e.lineFeatures&&(()=>e.lineFeatures),n.lines.getPath=dc,n.polygons.data=o,n.polygons._dataDiff=e.polygonFeatures&&(()=>e.polygonFeatures),n.polygons.getPolygon=dc,n.polygonsOutline.data=s,n.polygonsOutline._dataDiff=e.polygonOutlineFeatures&&(()=>e.polygonOutlineFeatures),n.polygonsOutline.getPath=dc,n}function Ly(t){let e=Ey(),{points:n,lines:i,polygons:r}=t,o=K0(t);e.points.data={length:n.positions.value.length/n.positions.size,attributes:{...n.attributes,getPosition:n.positions,rowIndexes:{size:1,type:"uint32",value:o.points}},properties:n.properties,numericProps:n.numericProps,featureIds:n.featureIds},e.lines.data={length:i.pathIndices.value.length-1,startIndices:i.pathIndices.value,attributes:{...i.attributes,getPath:i.positions,rowIndexes:{size:1,type:"uint32",value:o.lines}},properties:i.properties,numericProps:i.numericProps,featureIds:i.featureIds},e.lines._pathType="open";let s=r.positions.value.length/r.positions.size,a=Array(s).fill(1);for(let c of r.primitivePolygonIndices.value)a[c-1]=0;return e.polygons.data={length:r.polygonIndices.value.length-1,startIndices:r.polygonIndices.value,attributes:{...r.attributes,getPolygon:r.positions,instanceVertexValid:{size:1,value:new Uint16Array(a)},rowIndexes:{size:1,type:"uint32",value:o.polygons}},properties:r.properties,numericProps:r.numericProps,featureIds:r.featureIds},e.polygons._normalize=!1,r.triangles&&(e.polygons.data.attributes.indices=r.triangles.value),e.polygonsOutline.data={length:r.primitivePolygonIndices.value.length-1,startIndices:r.primitivePolygonIndices.value,attributes:{...r.attributes,getPath:r.positions,rowIndexes:{size:1,type:"uint32",value:o.polygons}},properties:r.properties,numericProps:r.numericProps,featureIds:r.featureIds},e.polygonsOutline._pathType="open",e}var h3=["points","linestrings","polygons"],p3={...ji(Zo.circle),...ji(Zo.icon),...ji(Zo.text),...ji(Xo),...ji(fc),stroked:!0,filled:!0,extruded:!1,wireframe:!1,_full3d:!1,iconAtlas:{type:"object",value:null},iconMapping:{type:"object",value:{}},getIcon:{type:"accessor",value:t=>t.properties.icon},getText:{type:"accessor",value:t=>t.properties.text},pointType:"circle",getRadius:{deprecatedFor:"getPointRadius"}},Ko=class extends Un{initializeState(){this.state={layerProps:{},features:{},featuresDiff:{}}}updateState({props:e,changeFlags:n}){if(!n.dataChanged)return;let{data:i}=this.props,r=i&&"points"in i&&"polygons"in i&&"lines"in i;this.setState({binary:r}),r?this._updateStateBinary({props:e,changeFlags:n}):this._updateStateJSON({props:e,changeFlags:n})}_updateStateBinary({props:e,changeFlags:n}){let i=Ly(e.data);this.setState({layerProps:i})}_updateStateJSON({props:e,changeFlags:n}){let i=My(e.data),r=this.getSubLayerRow.bind(this),o={},s={};if(Array.isArray(n.dataChanged)){let c=this.state.features;for(let l in c)o[l]=c[l].slice(),s[l]=[];for(let l of n.dataChanged){let f=zu(i,r,l);for(let u in c)s[u].push(Z0({data:o[u],getIndex:d=>d.__source.index,dataRange:l,replace:f[u]}))}}else o=zu(i,r);let a=Ty(o,s);this.setState({features:o,featuresDiff:s,layerProps:a})}getPickingInfo(e){let n=super.getPickingInfo(e),{index:i,sourceLayer:r}=n;return n.featureType=h3.find(o=>r.id.startsWith(`${this.id}-${o}-`)),i>=0&&r.id.startsWith(`${this.id}-points-text`)&&this.state.binary&&(n.index=this.props.data.points.globalFeatureIds.value[i]),n}_updateAutoHighlight(e){let n=`${this.id}-points-`,i=e.featureType==="points";for(let r of this.getSubLayers())r.id.startsWith(n)===i&&r.updateAutoHighlight(e)}_renderPolygonLayer(){let{extruded:e,wireframe:n}=this.props,{layerProps:i}=this.state,r="polygons-fill",o=this.shouldRenderSubLayer(r,i.polygons?.data)&&this.getSubLayerClass(r,fc.type);if(o){let s=uc(this,fc.props),a=e&&n;return a||delete s.getLineColor,s.updateTriggers.lineColors=a,new o(s,this.getSubLayerProps({id:r,updateTriggers:s.updateTriggers}),i.polygons)}return null}_renderLineLayers(){let{extruded:e,stroked:n}=this.props,{layerProps:i}=this.state,r="polygons-stroke",o="linestrings",s=!e&&n&&this.shouldRenderSubLayer(r,i.polygonsOutline?.data)&&this.getSubLayerClass(r,Xo.type),a=this.shouldRenderSubLayer(o,i.lines?.data)&&this.getSubLayerClass(o,Xo.type);if(s||a){let c=uc(this,Xo.props);return[s&&new s(c,this.getSubLayerProps({id:r,updateTriggers:c.updateTriggers}),i.polygonsOutline),a&&new a(c,this.getSubLayerProps({id:o,updateTriggers:c.updateTriggers}),i.lines)]}return null}_renderPointLayers(){let{pointType:e}=this.props,{layerProps:n,binary:i}=this.state,{highlightedObjectIndex:r}=this.props;!i&&Number.isFinite(r)&&(r=n.points.data.findIndex(a=>a.__source.index===r));let o=new Set(e.split("+")),s=[];for(let a of o){let c=`points-${a}`,l=Zo[a],f=l&&this.shouldRenderSubLayer(c,n.points?.data)&&this.getSubLayerClass(c,l.type);if(f){let u=uc(this,l.props),d=n.points;if(a==="text"&&i){let{rowIndexes:h,...p}=d.data.attributes;d={...d,data:{...d.data,attributes:p}}}s.push(new f(u,this.getSubLayerProps({id:c,updateTriggers:u.updateTriggers,highlightedObjectIndex:r}),d))}}return s}renderLayers(){let{extruded:e}=this.props,n=this._renderPolygonLayer(),i=this._renderLineLayers(),r=this._renderPointLayers();return[!e&&n,i,r,e&&n]}getSubLayerAccessor(e){let{binary:n}=this.state;return!n||typeof e!="function"?super.getSubLayerAccessor(e):(i,r)=>{let{data:o,index:s}=r,a=X0(o,s);return e(a,r)}}};Ko.layerName="GeoJsonLayer";Ko.defaultProps=p3;var Ay=Ko;var Iy=`#version 300 es
#define SHADER_NAME animated-flow-lines-layer-fragment-shader

precision highp float;

in vec4 vColor;
in float sourceToTarget;
in vec2 uv;

out vec4 fragColor;
                                   
void main(void) {
  geometry.uv = uv;

  fragColor = vec4(vColor.xyz, vColor.w * smoothstep(1.0 - animatedFlowLines.animationTailLength, 1.0, fract(sourceToTarget)));

  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;var Oy=`#version 300 es
#define SHADER_NAME animated-flow-lines-layer-vertex-shader
#define SPEED 0.015
#define NUM_PARTS 5.0

in vec3 positions;
in vec3 instanceSourcePositions;
in vec3 instanceTargetPositions;
in vec3 instanceSourcePositions64Low;
in vec3 instanceTargetPositions64Low;
in vec4 instanceColors;
in vec3 instancePickingColors;
in float instanceWidths;
in float instancePickable;
in float instanceStaggering;

out vec4 vColor;
out float sourceToTarget;
out vec2 uv;

// offset vector by strokeWidth pixels
// offset_direction is -1 (left) or 1 (right)
vec2 getExtrusionOffset(vec2 line_clipspace, float offset_direction, float width) {
  // normalized direction of the line
  vec2 dir_screenspace = normalize(line_clipspace * project.viewportSize);
  // rotate by 90 degrees
  dir_screenspace = vec2(-dir_screenspace.y, dir_screenspace.x);

  return dir_screenspace * offset_direction * width / 2.0;
}

void main(void) {
  geometry.worldPosition = instanceSourcePositions;
  geometry.worldPositionAlt = instanceTargetPositions;

  // Position
  vec4 source_commonspace;
  vec4 target_commonspace;
  vec4 source = project_position_to_clipspace(instanceSourcePositions, instanceSourcePositions64Low, vec3(0.), source_commonspace);
  vec4 target = project_position_to_clipspace(instanceTargetPositions, instanceTargetPositions64Low, vec3(0.), target_commonspace);

  float widthPixels = instanceWidths * animatedFlowLines.thicknessUnit;
  
  
  // linear interpolation of source & target to pick right coord
  float segmentIndex = positions.x;
  vec4 p = mix(source, target, segmentIndex);
  geometry.position = mix(source_commonspace, target_commonspace, segmentIndex);
  uv = positions.xy;
  geometry.uv = uv;
  if (instancePickable > 0.5) {
    geometry.pickingColor = instancePickingColors;
  }
  
  // extrude
  vec3 offset = vec3(
    getExtrusionOffset(target.xy - source.xy, positions.y, widthPixels),
    0.0);
  DECKGL_FILTER_SIZE(offset, geometry);
  gl_Position = p + vec4(project_pixel_size_to_clipspace(offset.xy), 0.0, 0.0);
  DECKGL_FILTER_GL_POSITION(gl_Position, geometry);

  // Color
  vColor = vec4(instanceColors.rgb, instanceColors.a * layer.opacity);
  DECKGL_FILTER_COLOR(vColor, geometry);

  sourceToTarget = positions.x * length(source - target) * NUM_PARTS - animatedFlowLines.currentTime * SPEED + instanceStaggering; 
}
`;var ky=`layout(std140) uniform animatedFlowLinesUniforms {
  float thicknessUnit;
  float animationTailLength;
  float currentTime;
} animatedFlowLines;
`,Ry={name:"animatedFlowLines",vs:ky,fs:ky,uniformTypes:{thicknessUnit:"f32",animationTailLength:"f32",currentTime:"f32"}};var g3=[0,132,193,255],Fy=1800,m3=20,Dy=Fy/m3,hc=class extends ae{constructor(e){super(e)}getShaders(){return super.getShaders({vs:Oy,fs:Iy,modules:[le,fe,Ry]})}initializeState(){this.getAttributeManager().addInstanced({instanceSourcePositions:{size:3,type:"float64",transition:!0,accessor:"getSourcePosition"},instanceTargetPositions:{size:3,type:"float64",transition:!0,accessor:"getTargetPosition"},instanceColors:{size:4,type:"unorm8",transition:!0,accessor:"getColor",defaultValue:[0,0,0,255]},instanceWidths:{size:1,transition:!0,accessor:"getThickness",defaultValue:1},instanceStaggering:{accessor:"getStaggering",size:1,transition:!1},instancePickable:{accessor:"getPickable",size:1,transition:!1}}),this.setState({model:this._getModel()})}getNeedsRedraw(){return"animation"}updateState(e){super.updateState(e);let{changeFlags:n}=e;(!this.state.model||n.extensionsChanged)&&(this.state.model?.destroy(),this.setState({model:this._getModel()}),this.getAttributeManager().invalidateAll())}draw(){let{thicknessUnit:e=12,animationTailLength:n=.7}=this.props,r=Date.now()/1e3%Dy/Dy*Fy,o=this.state.model;o&&(o.shaderInputs.setProps({animatedFlowLines:{thicknessUnit:e*2,animationTailLength:n,currentTime:r}}),o.draw(this.context.renderPass))}_getModel(){let{id:e}=this.props,n=[0,-1,0,0,1,0,1,-1,0,1,1,0];return new ce(this.context.device,{...this.getShaders(),id:e,bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new he({topology:"triangle-strip",attributes:{positions:{size:3,value:new Float32Array(n)}}}),isInstanced:!0})}};hc.defaultProps={currentTime:0,animationTailLength:.7,getSourcePosition:{type:"accessor",value:t=>[0,0]},getTargetPosition:{type:"accessor",value:t=>[0,0]},getPickable:{type:"accessor",value:t=>1},getStaggering:{type:"accessor",value:(t,{index:e})=>Math.random()},getColor:{type:"accessor",value:g3},getThickness:{type:"accessor",value:1},thicknessUnit:12,parameters:{depthTest:!1}};var zy=hc;var Jo=zy;var Ny=`layout(std140) uniform flowLinesUniforms {
  vec4 outlineColor;
  float thicknessUnit;
  float outlineThickness;
  float drawOutline;
  float gap;
  float curviness;
} flowLines;
`,pc={name:"flowLines",vs:Ny,fs:Ny,uniformTypes:{outlineColor:"vec4<f32>",thicknessUnit:"f32",outlineThickness:"f32",drawOutline:"f32",gap:"f32",curviness:"f32"}};var By=`#version 300 es
#define SHADER_NAME curved-flow-line-layer-fragment-shader

precision highp float;

in vec4 vColor;
in vec2 uv;
in vec3 vBarycentrics;
flat in vec3 vEdgeMask;

out vec4 fragColor;

void main(void) {
  if (vColor.a == 0.0) {
    discard;
  }

  geometry.uv = uv;
  fragColor = vColor;

  if (flowLines.drawOutline > 0.5 && !bool(picking.isActive)) {
    vec3 edgeDistancePx = vBarycentrics / max(fwidth(vBarycentrics), vec3(1e-4));
    vec3 maskedDistancePx = mix(vec3(1e6), edgeDistancePx, step(vec3(0.5), vEdgeMask));
    float minBoundaryDistancePx = min(
      maskedDistancePx.x,
      min(maskedDistancePx.y, maskedDistancePx.z)
    );
    float outlineMix = 1.0 - smoothstep(
      max(flowLines.outlineThickness - 1.0, 0.0),
      flowLines.outlineThickness,
      minBoundaryDistancePx
    );
    fragColor = mix(
      fragColor,
      vec4(flowLines.outlineColor.rgb, flowLines.outlineColor.a * fragColor.a),
      outlineMix
    );
  }

  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;var Uy=.9583333333333334.toFixed(8),jy=`#version 300 es
#define SHADER_NAME curved-flow-line-layer-vertex-shader

in vec3 positions;
in vec3 barycentrics;
in vec3 edgeMasks;
in vec4 instanceColors;
in float instanceThickness;
in vec3 instanceSourcePositions;
in vec3 instanceTargetPositions;
in vec3 instanceSourcePositions64Low;
in vec3 instanceTargetPositions64Low;
in vec3 instancePickingColors;
in vec2 instanceEndpointOffsets;
in float instancePickable;
in float instanceCurveOffset;

out vec4 vColor;
out vec2 uv;
out vec3 vBarycentrics;
flat out vec3 vEdgeMask;

vec3 quadraticBezier(vec3 p0, vec3 p1, vec3 p2, float t) {
  float oneMinusT = 1.0 - t;
  return
    oneMinusT * oneMinusT * p0 +
    2.0 * oneMinusT * t * p1 +
    t * t * p2;
}

vec3 quadraticBezierTangent(vec3 p0, vec3 p1, vec3 p2, float t) {
  return 2.0 * (1.0 - t) * (p1 - p0) + 2.0 * t * (p2 - p1);
}

void main(void) {
  geometry.worldPosition = instanceSourcePositions;
  geometry.worldPositionAlt = instanceTargetPositions;

  vec4 source_commonspace;
  vec4 target_commonspace;
  project_position_to_clipspace(
    instanceSourcePositions,
    instanceSourcePositions64Low,
    vec3(0.0),
    source_commonspace
  );
  project_position_to_clipspace(
    instanceTargetPositions,
    instanceTargetPositions64Low,
    vec3(0.0),
    target_commonspace
  );

  vec2 chord = target_commonspace.xy - source_commonspace.xy;
  float chordLengthCommon = max(length(chord), 1e-6);
  float startTrim = clamp(
    project_pixel_size(instanceEndpointOffsets.x) / chordLengthCommon,
    0.0,
    0.35
  );
  float endTrim = 1.0 - clamp(
    project_pixel_size(instanceEndpointOffsets.y) / chordLengthCommon,
    0.0,
    0.35
  );
  endTrim = max(startTrim + 0.05, endTrim);
  float baseHeadBacktrackT = project_pixel_size(
    instanceThickness * 3.0 * flowLines.thicknessUnit
  ) / chordLengthCommon;
  float availableSpanT = max(endTrim - startTrim, 0.0);
  float headBacktrackT = min(baseHeadBacktrackT, availableSpanT * 0.45);
  float headScale = baseHeadBacktrackT > 1e-6
    ? clamp(headBacktrackT / baseHeadBacktrackT, 0.0, 1.0)
    : 1.0;
  // A soft nonlinear fade of the head deformation avoids tiny heads folding
  // into themselves while still allowing them to collapse back toward the strip.
  float headDeformation = smoothstep(0.0, 1.0, headScale);
  float shaftEndTrim = max(startTrim + 0.02, endTrim - headBacktrackT);

  float curveT = positions.x < 1.0
    ? mix(startTrim, shaftEndTrim, positions.x / ${Uy})
    : endTrim;
  float headWeight = smoothstep(${Uy}, 1.0, positions.x);
  float tangentT = mix(curveT, endTrim, headWeight);
  vec2 curveNormal = normalize(vec2(chord.y, -chord.x));
  if (length(curveNormal) < 1e-6) {
    curveNormal = vec2(0.0, 1.0);
  }
  vec3 control_commonspace = mix(
    source_commonspace.xyz,
    target_commonspace.xyz,
    0.5
  );
  control_commonspace.xy += curveNormal * project_pixel_size(abs(instanceCurveOffset)) * flowLines.curviness;

  vec3 curvePoint = quadraticBezier(
    source_commonspace.xyz,
    control_commonspace,
    target_commonspace.xyz,
    curveT
  );
  vec3 tangent = quadraticBezierTangent(
    source_commonspace.xyz,
    control_commonspace,
    target_commonspace.xyz,
    tangentT
  );
  if (length(tangent.xy) < 1e-6) {
    tangent = target_commonspace.xyz - source_commonspace.xyz;
  }

  vec2 flowlineDir = normalize(tangent.xy);
  vec2 perpendicularDir = vec2(-flowlineDir.y, flowlineDir.x);
  float widthScale = mix(1.0, headScale, headWeight);
  float lengthScale = mix(1.0, headScale, headWeight);
  float shapeY = mix(min(positions.y, 1.0), positions.y, headDeformation);
  float shapeZ = positions.z * headDeformation;
  float normalDistanceCommon = clamp(
    project_pixel_size(
      instanceThickness * shapeY * widthScale * flowLines.thicknessUnit
    ),
    -chordLengthCommon * 0.8,
    chordLengthCommon * 0.8
  );
  float tangentDistanceCommon = clamp(
    project_pixel_size(
      instanceThickness * shapeZ * lengthScale * flowLines.thicknessUnit
    ),
    -chordLengthCommon * 0.8,
    chordLengthCommon * 0.8
  );
  float gapCommon = project_pixel_size(flowLines.gap);
  vec3 offsetCommon = vec3(
    flowlineDir * tangentDistanceCommon -
      perpendicularDir * (normalDistanceCommon + gapCommon),
    0.0
  );

  geometry.position = vec4(curvePoint, 1.0);
  uv = vec2(curveT, positions.y);
  geometry.uv = uv;
  vBarycentrics = barycentrics;
  vEdgeMask = edgeMasks;
  if (instancePickable > 0.5) {
    geometry.pickingColor = instancePickingColors;
  }

  DECKGL_FILTER_SIZE(offsetCommon, geometry);
  vec4 position_commonspace = vec4(curvePoint + offsetCommon, 1.0);
  gl_Position = project_common_position_to_clipspace(position_commonspace);
  DECKGL_FILTER_GL_POSITION(gl_Position, geometry);

  vec4 fillColor = vec4(instanceColors.rgb, instanceColors.a * layer.opacity);
  vColor = fillColor;
  DECKGL_FILTER_COLOR(vColor, geometry);
}
`;var y3=[0,132,193,255],gc=24,Nu=1-1/gc,Qo=class extends ae{getShaders(){return super.getShaders({vs:jy,fs:By,modules:[le,fe,pc]})}initializeState(){this.getAttributeManager().addInstanced({instanceSourcePositions:{accessor:"getSourcePosition",size:3,transition:!1,type:"float64"},instanceTargetPositions:{accessor:"getTargetPosition",size:3,transition:!1,type:"float64"},instanceThickness:{accessor:"getThickness",size:1,transition:!1},instanceEndpointOffsets:{accessor:"getEndpointOffsets",size:2,transition:!1},instanceCurveOffset:{accessor:"getCurveOffset",size:1,transition:!1},instanceColors:{accessor:"getColor",size:4,type:"unorm8",transition:!1},instancePickable:{accessor:"getPickable",size:1,transition:!1}}),this.setState({model:this._getModel()})}updateState(e){super.updateState(e);let{changeFlags:n}=e;(!this.state.model||n.extensionsChanged)&&(this.state.model?.destroy(),this.setState({model:this._getModel()}),this.getAttributeManager().invalidateAll())}draw(){let{drawOutline:e=!0,outlineColor:n=[255,255,255,255],outlineThickness:i=1,thicknessUnit:r=12,curviness:o=1}=this.props,s=this.state.model;s&&(s.shaderInputs.setProps({flowLines:{outlineColor:n.map(a=>a/255),thicknessUnit:r*2,outlineThickness:i,drawOutline:e?1:0,gap:.5,curviness:o}}),s.draw(this.context.renderPass))}_getModel(){let{id:e}=this.props,n=x3();return new ce(this.context.device,{id:e,...this.getShaders(),bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new he({topology:"triangle-list",attributes:{positions:{size:3,value:n.positions},barycentrics:{size:3,value:n.barycentrics},edgeMasks:{size:3,value:n.edgeMasks}}}),isInstanced:!0})}};Qo.layerName="CurvedFlowLinesLayer";Qo.defaultProps={getSourcePosition:{type:"accessor",value:t=>[0,0]},getTargetPosition:{type:"accessor",value:t=>[0,0]},getColor:{type:"accessor",value:y3},getThickness:{type:"accessor",value:t=>t.count},getPickable:{type:"accessor",value:()=>1},getCurveOffset:{type:"accessor",value:()=>0},drawOutline:!0,thicknessUnit:12,outlineThickness:1,outlineColor:[255,255,255,255],curviness:1,parameters:{depthTest:!1}};var Vy=Qo;function x3(){let t=[],e=[],n=[],i=(r,o,s,a)=>{t.push(...r,...o,...s),e.push(1,0,0,0,1,0,0,0,1),n.push(...a,...a,...a)};for(let r=0;r<gc-1;r++){let o=r/gc,s=(r+1)/gc;i([o,1,0],[s,1,0],[o,0,0],[0,r===0?1:0,1]),i([o,0,0],[s,1,0],[s,0,0],[0,1,0])}return i([Nu,1,0],[1,1.7,-4.4],[Nu,0,0],[0,0,1]),i([Nu,0,0],[1,1.7,-4.4],[1,0,0],[1,1,0]),{positions:new Float32Array(t),barycentrics:new Float32Array(e),edgeMasks:new Float32Array(n)}}var Vi=Vy;var Gy=`#version 300 es
#define SHADER_NAME flow-line-layer-fragment-shader

precision highp float;

in vec4 vColor;
in vec2 uv;
in vec3 vBarycentrics;
flat in vec3 vEdgeMask;

out vec4 fragColor;

void main(void) {
  if (vColor.a == 0.0) {
    discard;
  }

  geometry.uv = uv;
  fragColor = vColor;

  if (flowLines.drawOutline > 0.5 && !bool(picking.isActive)) {
    // For barycentric coordinates, each component trends to 0 on one triangle edge.
    // Dividing by fwidth converts that into an approximate edge distance in pixels.
    vec3 edgeDistancePx = vBarycentrics / max(fwidth(vBarycentrics), vec3(1e-4));
    // Ignore edges that are only part of the internal triangulation by assigning
    // them a large sentinel distance, so only true boundary edges contribute.
    vec3 maskedDistancePx = mix(vec3(1e6), edgeDistancePx, step(vec3(0.5), vEdgeMask));
    float minBoundaryDistancePx = min(
      maskedDistancePx.x,
      min(maskedDistancePx.y, maskedDistancePx.z)
    );
    // The outline is inset: fragments within 'outlineThickness' pixels of an
    // active boundary edge are mixed toward the outline color.
    float outlineMix = 1.0 - smoothstep(
      max(flowLines.outlineThickness - 1.0, 0.0),
      flowLines.outlineThickness,
      minBoundaryDistancePx
    );
    fragColor = mix(
      fragColor,
      vec4(flowLines.outlineColor.rgb, flowLines.outlineColor.a * fragColor.a),
      outlineMix
    );
  }

  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;var Wy=`#version 300 es
#define SHADER_NAME flow-line-layer-vertex-shader

in vec3 positions;
in vec2 pixelOffsets;
in vec2 outlineOffsetCoefficients;
in vec2 outlineOffsetConstants;
in vec3 barycentrics;
in vec3 edgeMasks;
in vec4 instanceColors;
in float instanceThickness;    // 0..0.5
in vec3 instanceSourcePositions;
in vec3 instanceTargetPositions;
in vec3 instanceSourcePositions64Low;
in vec3 instanceTargetPositions64Low;
in vec3 instancePickingColors;
in vec2 instanceEndpointOffsets;
in float instancePickable;

out vec4 vColor;
out vec2 uv;
// Interpolated barycentric coordinates let the fragment shader measure distance
// to triangle edges in screen pixels without extra geometry.
out vec3 vBarycentrics;
// The edge mask is constant per triangle and tells the fragment shader which
// barycentric edges are real outline candidates vs internal triangulation seams.
flat out vec3 vEdgeMask;

void main(void) {
  geometry.worldPosition = instanceSourcePositions;
  geometry.worldPositionAlt = instanceTargetPositions;
  
  // Position
  vec4 source_commonspace;    
  vec4 target_commonspace;
  project_position_to_clipspace(instanceSourcePositions, instanceSourcePositions64Low, vec3(0.), source_commonspace);
  project_position_to_clipspace(instanceTargetPositions, instanceTargetPositions64Low, vec3(0.), target_commonspace);

  // linear interpolation of source & target to pick right coord
  float sourceOrTarget = positions.x;
  geometry.position = mix(source_commonspace, target_commonspace, sourceOrTarget);
  uv = positions.xy;
  geometry.uv = uv;
  vBarycentrics = barycentrics;
  vEdgeMask = edgeMasks;
  if (instancePickable > 0.5) {
    geometry.pickingColor = instancePickingColors;
  }
  
  // set the clamp limits in pixel size 
  float lengthCommon = length(target_commonspace - source_commonspace);    
  vec2 limitedOffsetDistances = clamp(   
    project_pixel_size(positions.yz) * flowLines.thicknessUnit,
    -lengthCommon*.8, lengthCommon*.8
  );
  float startOffsetCommon = project_pixel_size(instanceEndpointOffsets[0]);
  float endOffsetCommon = project_pixel_size(instanceEndpointOffsets[1]);
  float endpointOffset = mix(
    clamp(startOffsetCommon, 0.0, lengthCommon*.2),
    -clamp(endOffsetCommon, 0.0, lengthCommon*.2),
    positions.x
  );

  vec2 flowlineDir = normalize(target_commonspace.xy - source_commonspace.xy);
  vec2 perpendicularDir = vec2(-flowlineDir.y, flowlineDir.x);
  vec2 outlinePixelOffset = (
    outlineOffsetCoefficients * flowLines.outlineThickness +
    outlineOffsetConstants
  ) * flowLines.drawOutline;
  vec2 pixelOffsetCommon = project_pixel_size(pixelOffsets + outlinePixelOffset);
  float gapCommon = project_pixel_size(flowLines.gap);
  vec3 offsetCommon = vec3(
    flowlineDir * (instanceThickness * limitedOffsetDistances[1] + pixelOffsetCommon.y + endpointOffset * 1.05) -
    perpendicularDir * (instanceThickness * limitedOffsetDistances[0] + gapCommon + pixelOffsetCommon.x),
    0.0
  );
  
  DECKGL_FILTER_SIZE(offsetCommon, geometry);
  vec4 position_commonspace = mix(source_commonspace, target_commonspace, sourceOrTarget);
  vec4 offset_commonspace = vec4(offsetCommon, 0.0);
  gl_Position = project_common_position_to_clipspace(position_commonspace + offset_commonspace);
      
  DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
  
  vec4 fillColor = vec4(instanceColors.rgb, instanceColors.a * layer.opacity);
  vColor = fillColor;
  DECKGL_FILTER_COLOR(vColor, geometry);
}
`;var v3=[0,132,193,255],b3=[1,0,0,1,2,-3,1,1,-3,1,0,0,1,1,-3,0,1,0,1,0,0,0,1,0,0,0,0],mc=.5,w3=new Float32Array(18),_3=new Float32Array([0,2,2,-1,1,-1,0,2,1,-1,1,-1,0,2,1,-1,0,-1]),P3=new Float32Array([-mc,0,0,0,0,0,-mc,0,0,0,0,0,-mc,0,0,0,-mc,0]),C3=new Float32Array([1,0,0,0,1,0,0,0,1,1,0,0,0,1,0,0,0,1,1,0,0,0,1,0,0,0,1]),S3=new Float32Array([1,0,1,1,0,1,1,0,1,1,0,0,1,0,0,1,0,0,1,1,0,1,1,0,1,1,0]),es=class extends ae{constructor(e){super(e)}getShaders(){return super.getShaders({vs:Wy,fs:Gy,modules:[le,fe,pc]})}initializeState(){this.getAttributeManager().addInstanced({instanceSourcePositions:{accessor:"getSourcePosition",size:3,transition:!1,type:"float64"},instanceTargetPositions:{accessor:"getTargetPosition",size:3,transition:!1,type:"float64"},instanceThickness:{accessor:"getThickness",size:1,transition:!1},instanceEndpointOffsets:{accessor:"getEndpointOffsets",size:2,transition:!1},instanceColors:{accessor:"getColor",size:4,type:"unorm8",transition:!1},instancePickable:{accessor:"getPickable",size:1,transition:!1}}),this.setState({model:this._getModel()})}updateState(e){super.updateState(e);let{changeFlags:n}=e;(!this.state.model||n.extensionsChanged)&&(this.state.model?.destroy(),this.setState({model:this._getModel()}),this.getAttributeManager().invalidateAll())}draw(){let{drawOutline:e=!0,outlineColor:n=[255,255,255,255],outlineThickness:i=1,thicknessUnit:r=12}=this.props,o=this.state.model;o&&(o.shaderInputs.setProps({flowLines:{outlineColor:n.map(s=>s/255),thicknessUnit:r*2,outlineThickness:i,drawOutline:e?1:0,gap:.5,curviness:1}}),o.draw(this.context.renderPass))}_getModel(){let{id:e}=this.props;return new ce(this.context.device,{id:e,...this.getShaders(),bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new he({topology:"triangle-list",attributes:{positions:{size:3,value:new Float32Array(b3)},pixelOffsets:{size:2,value:w3},outlineOffsetCoefficients:{size:2,value:_3},outlineOffsetConstants:{size:2,value:P3},barycentrics:{size:3,value:C3},edgeMasks:{size:3,value:S3}}}),isInstanced:!0})}};es.layerName="FlowLinesLayer";es.defaultProps={getSourcePosition:{type:"accessor",value:t=>[0,0]},getTargetPosition:{type:"accessor",value:t=>[0,0]},getColor:{type:"accessor",value:v3},getThickness:{type:"accessor",value:t=>t.count},getPickable:{type:"accessor",value:t=>1},drawOutline:!0,thicknessUnit:12,outlineThickness:1,outlineColor:[255,255,255,255],parameters:{depthTest:!1}};var $y=es;var Gi=$y;var Yy=`#version 300 es
#define SHADER_NAME flow-circles-layer-fragment-shader
#define SOFT_OUTLINE 0.05
#define EPS 0.05
precision highp float;

in vec4 vColor;
in vec2 unitPosition;
in float unitInRadius;
in float unitOutRadius;
in float vOutOfScale;

out vec4 fragColor;

float when_gt(float x, float y) {
  return max(sign(x - y), 0.0);
}

void main(void) {
  geometry.uv = unitPosition;
  float distToCenter = length(unitPosition);
  if (distToCenter > 1.0) {
    discard;
  }

  // See https://stackoverflow.com/questions/47285778
  vec4 ringColor = mix(
    flowCircles.emptyColor, vColor,
    when_gt(unitInRadius, unitOutRadius)
  );
  vec4 outlineColor = mix(
    mix(vColor, flowCircles.emptyColor, flowCircles.outlineEmptyMix),
    vColor,
    when_gt(unitInRadius, unitOutRadius)
  );
  
  float innerR = min(unitInRadius, unitOutRadius) * (1.0 - SOFT_OUTLINE);
  
  // Inner circle
  float step2 = innerR - 2.0 * EPS; 
  float step3 = innerR - EPS;
  
  // Ring
  float step4 = innerR;
  // float step5 = 1.0 - SOFT_OUTLINE - EPS;
  // float step6 = 1.0 - SOFT_OUTLINE;
  float step5 = 1.0 - 5.0 * EPS;
  float step6 = 1.0;
  
  fragColor = vColor;
  fragColor = mix(fragColor, flowCircles.emptyColor, smoothstep(step2, step3, distToCenter));
  fragColor = mix(fragColor, ringColor, smoothstep(step3, step4, distToCenter));
  fragColor = mix(fragColor, outlineColor, smoothstep(step5, step6, distToCenter));
  fragColor.rgb = mix(fragColor.rgb, vec3(1.0, 0.188235, 0.188235), step(0.5, vOutOfScale));
  fragColor.a = vColor.a;
  fragColor.a *= smoothstep(0.0, SOFT_OUTLINE, 1.0 - distToCenter);
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;var Hy=`#version 300 es
#define SHADER_NAME flow-circles-layer-vertex-shader
#define radiusScale 100

in vec3 positions;

in vec3 instancePositions;
in vec3 instancePositions64Low;
in float instanceInRadius;
in float instanceOutRadius;
in vec4 instanceColors;
in float instanceOutOfScale;
in vec3 instancePickingColors;

out vec4 vColor;
out vec2 unitPosition;
out float unitInRadius;
out float unitOutRadius;
out float vOutOfScale;

void main(void) {
  geometry.worldPosition = instancePositions;

  float outerRadiusPixels = max(instanceInRadius, instanceOutRadius);
  unitInRadius = instanceInRadius / outerRadiusPixels; 
  unitOutRadius = instanceOutRadius / outerRadiusPixels; 
  vOutOfScale = instanceOutOfScale;

  // position on the containing square in [-1, 1] space
  unitPosition = positions.xy;
  geometry.uv = unitPosition;
  geometry.pickingColor = instancePickingColors;
                                                                                                    
  // Find the center of the point and add the current vertex
  vec3 offset = positions * project_pixel_size(outerRadiusPixels);
  DECKGL_FILTER_SIZE(offset, geometry);
  gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, offset, geometry.position);
  DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
                            
  // Apply opacity to instance color, or return instance picking color
  vColor = vec4(instanceColors.rgb, instanceColors.a * layer.opacity);
  DECKGL_FILTER_COLOR(vColor, geometry);
}
`;var qy=`layout(std140) uniform flowCirclesUniforms {
  vec4 emptyColor;
  float outlineEmptyMix;
} flowCircles;
`,Zy={name:"flowCircles",vs:qy,fs:qy,uniformTypes:{emptyColor:"vec4<f32>",outlineEmptyMix:"f32"}};var Xy=[0,0,0,255],Ky=[255,255,255,255],Jy=.4,ts=class extends ae{constructor(e){super(e)}getShaders(){return super.getShaders({vs:Hy,fs:Yy,modules:[le,fe,Zy]})}initializeState(){this.getAttributeManager().addInstanced({instancePositions:{size:3,type:"float64",fp64:this.use64bitPositions(),transition:!0,accessor:"getPosition"},instanceInRadius:{size:1,transition:!0,accessor:"getInRadius",defaultValue:1},instanceOutRadius:{size:1,transition:!0,accessor:"getOutRadius",defaultValue:1},instanceColors:{size:4,transition:!0,type:"unorm8",accessor:"getColor",defaultValue:Xy},instanceOutOfScale:{size:1,transition:!0,accessor:"getOutOfScale",defaultValue:0}}),this.setState({model:this._getModel()})}updateState(e){super.updateState(e);let{changeFlags:n}=e;(!this.state.model||n.extensionsChanged)&&(this.state.model?.destroy(),this.setState({model:this._getModel()}),this.getAttributeManager().invalidateAll())}draw(){let{emptyColor:e=Ky,outlineEmptyMix:n=Jy}=this.props,i=this.state.model;i&&(i.shaderInputs.setProps({flowCircles:{emptyColor:e.map(r=>r/255),outlineEmptyMix:n}}),i.draw(this.context.renderPass))}_getModel(){let{id:e}=this.props,n=[-1,-1,0,1,-1,0,-1,1,0,1,1,0];return new ce(this.context.device,{...this.getShaders(),id:e,bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new he({topology:"triangle-strip",attributes:{positions:{size:3,value:new Float32Array(n)}}}),isInstanced:!0})}};ts.layerName="FlowCirclesLayer";ts.defaultProps={getColor:{type:"accessor",value:Xy},emptyColor:{type:"accessor",value:Ky},outlineEmptyMix:{type:"accessor",value:Jy},getPosition:{type:"accessor",value:t=>t.position},getInRadius:{type:"accessor",value:1},getOutRadius:{type:"accessor",value:1},getOutOfScale:{type:"accessor",value:0},parameters:{depthTest:!1}};var Qy=ts;var ns=Qy;function Wi(t){let{children:e}=t;return e&&e.length>0}function Wn(t){let{zoom:e}=t;return e!==void 0}function yc(t){return t&&!!t.aggregate}var Gn;(function(t){t.ALL="ALL",t.INCOMING="INCOMING",t.OUTGOING="OUTGOING",t.BETWEEN="BETWEEN"})(Gn||(Gn={}));function qi(t,e,n){t.prototype=e.prototype=n,n.constructor=t}function os(t,e){var n=Object.create(t.prototype);for(var i in e)n[i]=e[i];return n}function yn(){}var qn=.7,Hi=1/qn,$i="\\s*([+-]?\\d+)\\s*",is="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",Ot="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",M3=/^#([0-9a-f]{3,8})$/,E3=new RegExp(`^rgb\\(${$i},${$i},${$i}\\)$`),T3=new RegExp(`^rgb\\(${Ot},${Ot},${Ot}\\)$`),L3=new RegExp(`^rgba\\(${$i},${$i},${$i},${is}\\)$`),A3=new RegExp(`^rgba\\(${Ot},${Ot},${Ot},${is}\\)$`),I3=new RegExp(`^hsl\\(${is},${Ot},${Ot}\\)$`),O3=new RegExp(`^hsla\\(${is},${Ot},${Ot},${is}\\)$`),ex={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074};qi(yn,Yt,{copy(t){return Object.assign(new this.constructor,this,t)},displayable(){return this.rgb().displayable()},hex:tx,formatHex:tx,formatHex8:k3,formatHsl:R3,formatRgb:nx,toString:nx});function tx(){return this.rgb().formatHex()}function k3(){return this.rgb().formatHex8()}function R3(){return ux(this).formatHsl()}function nx(){return this.rgb().formatRgb()}function Yt(t){var e,n;return t=(t+"").trim().toLowerCase(),(e=M3.exec(t))?(n=e[1].length,e=parseInt(e[1],16),n===6?ix(e):n===3?new ye(e>>8&15|e>>4&240,e>>4&15|e&240,(e&15)<<4|e&15,1):n===8?xc(e>>24&255,e>>16&255,e>>8&255,(e&255)/255):n===4?xc(e>>12&15|e>>8&240,e>>8&15|e>>4&240,e>>4&15|e&240,((e&15)<<4|e&15)/255):null):(e=E3.exec(t))?new ye(e[1],e[2],e[3],1):(e=T3.exec(t))?new ye(e[1]*255/100,e[2]*255/100,e[3]*255/100,1):(e=L3.exec(t))?xc(e[1],e[2],e[3],e[4]):(e=A3.exec(t))?xc(e[1]*255/100,e[2]*255/100,e[3]*255/100,e[4]):(e=I3.exec(t))?sx(e[1],e[2]/100,e[3]/100,1):(e=O3.exec(t))?sx(e[1],e[2]/100,e[3]/100,e[4]):ex.hasOwnProperty(t)?ix(ex[t]):t==="transparent"?new ye(NaN,NaN,NaN,0):null}function ix(t){return new ye(t>>16&255,t>>8&255,t&255,1)}function xc(t,e,n,i){return i<=0&&(t=e=n=NaN),new ye(t,e,n,i)}function Wu(t){return t instanceof yn||(t=Yt(t)),t?(t=t.rgb(),new ye(t.r,t.g,t.b,t.opacity)):new ye}function Ht(t,e,n,i){return arguments.length===1?Wu(t):new ye(t,e,n,i??1)}function ye(t,e,n,i){this.r=+t,this.g=+e,this.b=+n,this.opacity=+i}qi(ye,Ht,os(yn,{brighter(t){return t=t==null?Hi:Math.pow(Hi,t),new ye(this.r*t,this.g*t,this.b*t,this.opacity)},darker(t){return t=t==null?qn:Math.pow(qn,t),new ye(this.r*t,this.g*t,this.b*t,this.opacity)},rgb(){return this},clamp(){return new ye(Yn(this.r),Yn(this.g),Yn(this.b),bc(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:rx,formatHex:rx,formatHex8:D3,formatRgb:ox,toString:ox}));function rx(){return`#${$n(this.r)}${$n(this.g)}${$n(this.b)}`}function D3(){return`#${$n(this.r)}${$n(this.g)}${$n(this.b)}${$n((isNaN(this.opacity)?1:this.opacity)*255)}`}function ox(){let t=bc(this.opacity);return`${t===1?"rgb(":"rgba("}${Yn(this.r)}, ${Yn(this.g)}, ${Yn(this.b)}${t===1?")":`, ${t})`}`}function bc(t){return isNaN(t)?1:Math.max(0,Math.min(1,t))}function Yn(t){return Math.max(0,Math.min(255,Math.round(t)||0))}function $n(t){return t=Yn(t),(t<16?"0":"")+t.toString(16)}function sx(t,e,n,i){return i<=0?t=e=n=NaN:n<=0||n>=1?t=e=NaN:e<=0&&(t=NaN),new ht(t,e,n,i)}function ux(t){if(t instanceof ht)return new ht(t.h,t.s,t.l,t.opacity);if(t instanceof yn||(t=Yt(t)),!t)return new ht;if(t instanceof ht)return t;t=t.rgb();var e=t.r/255,n=t.g/255,i=t.b/255,r=Math.min(e,n,i),o=Math.max(e,n,i),s=NaN,a=o-r,c=(o+r)/2;return a?(e===o?s=(n-i)/a+(n<i)*6:n===o?s=(i-e)/a+2:s=(e-n)/a+4,a/=c<.5?o+r:2-o-r,s*=60):a=c>0&&c<1?0:s,new ht(s,a,c,t.opacity)}function _c(t,e,n,i){return arguments.length===1?ux(t):new ht(t,e,n,i??1)}function ht(t,e,n,i){this.h=+t,this.s=+e,this.l=+n,this.opacity=+i}qi(ht,_c,os(yn,{brighter(t){return t=t==null?Hi:Math.pow(Hi,t),new ht(this.h,this.s,this.l*t,this.opacity)},darker(t){return t=t==null?qn:Math.pow(qn,t),new ht(this.h,this.s,this.l*t,this.opacity)},rgb(){var t=this.h%360+(this.h<0)*360,e=isNaN(t)||isNaN(this.s)?0:this.s,n=this.l,i=n+(n<.5?n:1-n)*e,r=2*n-i;return new ye(Bu(t>=240?t-240:t+120,r,i),Bu(t,r,i),Bu(t<120?t+240:t-120,r,i),this.opacity)},clamp(){return new ht(ax(this.h),vc(this.s),vc(this.l),bc(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){let t=bc(this.opacity);return`${t===1?"hsl(":"hsla("}${ax(this.h)}, ${vc(this.s)*100}%, ${vc(this.l)*100}%${t===1?")":`, ${t})`}`}}));function ax(t){return t=(t||0)%360,t<0?t+360:t}function vc(t){return Math.max(0,Math.min(1,t||0))}function Bu(t,e,n){return(t<60?e+(n-e)*t/60:t<180?n:t<240?e+(n-e)*(240-t)/60:e)*255}var dx=Math.PI/180,hx=180/Math.PI,wc=18,px=.96422,gx=1,mx=.82521,yx=4/29,Yi=6/29,xx=3*Yi*Yi,F3=Yi*Yi*Yi;function vx(t){if(t instanceof kt)return new kt(t.l,t.a,t.b,t.opacity);if(t instanceof $t)return wx(t);t instanceof ye||(t=Wu(t));var e=Gu(t.r),n=Gu(t.g),i=Gu(t.b),r=Uu((.2225045*e+.7168786*n+.0606169*i)/gx),o,s;return e===n&&n===i?o=s=r:(o=Uu((.4360747*e+.3850649*n+.1430804*i)/px),s=Uu((.0139322*e+.0971045*n+.7141733*i)/mx)),new kt(116*r-16,500*(o-r),200*(r-s),t.opacity)}function bx(t,e,n,i){return arguments.length===1?vx(t):new kt(t,e,n,i??1)}function kt(t,e,n,i){this.l=+t,this.a=+e,this.b=+n,this.opacity=+i}qi(kt,bx,os(yn,{brighter(t){return new kt(this.l+wc*(t??1),this.a,this.b,this.opacity)},darker(t){return new kt(this.l-wc*(t??1),this.a,this.b,this.opacity)},rgb(){var t=(this.l+16)/116,e=isNaN(this.a)?t:t+this.a/500,n=isNaN(this.b)?t:t-this.b/200;return e=px*ju(e),t=gx*ju(t),n=mx*ju(n),new ye(Vu(3.1338561*e-1.6168667*t-.4906146*n),Vu(-.9787684*e+1.9161415*t+.033454*n),Vu(.0719453*e-.2289914*t+1.4052427*n),this.opacity)}}));function Uu(t){return t>F3?Math.pow(t,1/3):t/xx+yx}function ju(t){return t>Yi?t*t*t:xx*(t-yx)}function Vu(t){return 255*(t<=.0031308?12.92*t:1.055*Math.pow(t,1/2.4)-.055)}function Gu(t){return(t/=255)<=.04045?t/12.92:Math.pow((t+.055)/1.055,2.4)}function z3(t){if(t instanceof $t)return new $t(t.h,t.c,t.l,t.opacity);if(t instanceof kt||(t=vx(t)),t.a===0&&t.b===0)return new $t(NaN,0<t.l&&t.l<100?0:NaN,t.l,t.opacity);var e=Math.atan2(t.b,t.a)*hx;return new $t(e<0?e+360:e,Math.sqrt(t.a*t.a+t.b*t.b),t.l,t.opacity)}function xn(t,e,n,i){return arguments.length===1?z3(t):new $t(t,e,n,i??1)}function $t(t,e,n,i){this.h=+t,this.c=+e,this.l=+n,this.opacity=+i}function wx(t){if(isNaN(t.h))return new kt(t.l,0,0,t.opacity);var e=t.h*dx;return new kt(t.l,Math.cos(e)*t.c,Math.sin(e)*t.c,t.opacity)}qi($t,xn,os(yn,{brighter(t){return new $t(this.h,this.c,this.l+wc*(t??1),this.opacity)},darker(t){return new $t(this.h,this.c,this.l-wc*(t??1),this.opacity)},rgb(){return wx(this).rgb()}}));var _x=-.14861,$u=1.78277,Yu=-.29227,Pc=-.90649,rs=1.97294,cx=rs*Pc,lx=rs*$u,fx=$u*Yu-Pc*_x;function N3(t){if(t instanceof Hn)return new Hn(t.h,t.s,t.l,t.opacity);t instanceof ye||(t=Wu(t));var e=t.r/255,n=t.g/255,i=t.b/255,r=(fx*i+cx*e-lx*n)/(fx+cx-lx),o=i-r,s=(rs*(n-r)-Yu*o)/Pc,a=Math.sqrt(s*s+o*o)/(rs*r*(1-r)),c=a?Math.atan2(s,o)*hx-120:NaN;return new Hn(c<0?c+360:c,a,r,t.opacity)}function nt(t,e,n,i){return arguments.length===1?N3(t):new Hn(t,e,n,i??1)}function Hn(t,e,n,i){this.h=+t,this.s=+e,this.l=+n,this.opacity=+i}qi(Hn,nt,os(yn,{brighter(t){return t=t==null?Hi:Math.pow(Hi,t),new Hn(this.h,this.s,this.l*t,this.opacity)},darker(t){return t=t==null?qn:Math.pow(qn,t),new Hn(this.h,this.s,this.l*t,this.opacity)},rgb(){var t=isNaN(this.h)?0:(this.h+120)*dx,e=+this.l,n=isNaN(this.s)?0:this.s*e*(1-e),i=Math.cos(t),r=Math.sin(t);return new ye(255*(e+n*(_x*i+$u*r)),255*(e+n*(Yu*i+Pc*r)),255*(e+n*(rs*i)),this.opacity)}}));function Mx(t,e,n,i,r){var o=t*t,s=o*t;return((1-3*t+3*o-s)*e+(4-6*o+3*s)*n+(1+3*t+3*o-3*s)*i+s*r)/6}function Xu(t){var e=t.length-1;return function(n){var i=n<=0?n=0:n>=1?(n=1,e-1):Math.floor(n*e),r=t[i],o=t[i+1],s=i>0?t[i-1]:2*r-o,a=i<e-1?t[i+2]:2*o-r;return Mx((n-i/e)*e,s,r,o,a)}}function B3(t){var e=t.length;return function(n){var i=Math.floor(((n%=1)<0?++n:n)*e),r=t[(i+e-1)%e],o=t[i%e],s=t[(i+1)%e],a=t[(i+2)%e];return Mx((n-i/e)*e,r,o,s,a)}}var Sc=t=>()=>t;function Ex(t,e){return function(n){return t+n*e}}function U3(t,e,n){return t=Math.pow(t,n),e=Math.pow(e,n)-t,n=1/n,function(i){return Math.pow(t+i*e,n)}}function Ku(t,e){var n=e-t;return n?Ex(t,n>180||n<-180?n-360*Math.round(n/360):n):Sc(isNaN(t)?e:t)}function j3(t){return(t=+t)==1?Ue:function(e,n){return n-e?U3(e,n,t):Sc(isNaN(e)?n:e)}}function Ue(t,e){var n=e-t;return n?Ex(t,n):Sc(isNaN(t)?e:t)}var Px=(function t(e){var n=j3(e);function i(r,o){var s=n((r=Ht(r)).r,(o=Ht(o)).r),a=n(r.g,o.g),c=n(r.b,o.b),l=Ue(r.opacity,o.opacity);return function(f){return r.r=s(f),r.g=a(f),r.b=c(f),r.opacity=l(f),r+""}}return i.gamma=t,i})(1);function Tx(t){return function(e){var n=e.length,i=new Array(n),r=new Array(n),o=new Array(n),s,a;for(s=0;s<n;++s)a=Ht(e[s]),i[s]=a.r||0,r[s]=a.g||0,o[s]=a.b||0;return i=t(i),r=t(r),o=t(o),a.opacity=1,function(c){return a.r=i(c),a.g=r(c),a.b=o(c),a+""}}}var Mc=Tx(Xu),a$=Tx(B3);function V3(t,e){e||(e=[]);var n=t?Math.min(e.length,t.length):0,i=e.slice(),r;return function(o){for(r=0;r<n;++r)i[r]=t[r]*(1-o)+e[r]*o;return i}}function G3(t){return ArrayBuffer.isView(t)&&!(t instanceof DataView)}function W3(t,e){var n=e?e.length:0,i=t?Math.min(n,t.length):0,r=new Array(i),o=new Array(n),s;for(s=0;s<i;++s)r[s]=ss(t[s],e[s]);for(;s<n;++s)o[s]=e[s];return function(a){for(s=0;s<i;++s)o[s]=r[s](a);return o}}function $3(t,e){var n=new Date;return t=+t,e=+e,function(i){return n.setTime(t*(1-i)+e*i),n}}function pt(t,e){return t=+t,e=+e,function(n){return t*(1-n)+e*n}}function Y3(t,e){var n={},i={},r;(t===null||typeof t!="object")&&(t={}),(e===null||typeof e!="object")&&(e={});for(r in e)r in t?n[r]=ss(t[r],e[r]):i[r]=e[r];return function(o){for(r in n)i[r]=n[r](o);return i}}var qu=/[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g,Hu=new RegExp(qu.source,"g");function H3(t){return function(){return t}}function q3(t){return function(e){return t(e)+""}}function Z3(t,e){var n=qu.lastIndex=Hu.lastIndex=0,i,r,o,s=-1,a=[],c=[];for(t=t+"",e=e+"";(i=qu.exec(t))&&(r=Hu.exec(e));)(o=r.index)>n&&(o=e.slice(n,o),a[s]?a[s]+=o:a[++s]=o),(i=i[0])===(r=r[0])?a[s]?a[s]+=r:a[++s]=r:(a[++s]=null,c.push({i:s,x:pt(i,r)})),n=Hu.lastIndex;return n<e.length&&(o=e.slice(n),a[s]?a[s]+=o:a[++s]=o),a.length<2?c[0]?q3(c[0].x):H3(e):(e=c.length,function(l){for(var f=0,u;f<e;++f)a[(u=c[f]).i]=u.x(l);return a.join("")})}function ss(t,e){var n=typeof e,i;return e==null||n==="boolean"?Sc(e):(n==="number"?pt:n==="string"?(i=Yt(e))?(e=i,Px):Z3:e instanceof Yt?Px:e instanceof Date?$3:G3(e)?V3:Array.isArray(e)?W3:typeof e.valueOf!="function"&&typeof e.toString!="function"||isNaN(e)?Y3:pt)(t,e)}function Ju(t,e){return t=+t,e=+e,function(n){return Math.round(t*(1-n)+e*n)}}var Cx=180/Math.PI,Zu={translateX:0,translateY:0,rotate:0,skewX:0,scaleX:1,scaleY:1};function Lx(t,e,n,i,r,o){var s,a,c;return(s=Math.sqrt(t*t+e*e))&&(t/=s,e/=s),(c=t*n+e*i)&&(n-=t*c,i-=e*c),(a=Math.sqrt(n*n+i*i))&&(n/=a,i/=a,c/=a),t*i<e*n&&(t=-t,e=-e,c=-c,s=-s),{translateX:r,translateY:o,rotate:Math.atan2(e,t)*Cx,skewX:Math.atan(c)*Cx,scaleX:s,scaleY:a}}var Cc;function X3(t){let e=new(typeof DOMMatrix=="function"?DOMMatrix:WebKitCSSMatrix)(t+"");return e.isIdentity?Zu:Lx(e.a,e.b,e.c,e.d,e.e,e.f)}function K3(t){return t==null||(Cc||(Cc=document.createElementNS("http://www.w3.org/2000/svg","g")),Cc.setAttribute("transform",t),!(t=Cc.transform.baseVal.consolidate()))?Zu:(t=t.matrix,Lx(t.a,t.b,t.c,t.d,t.e,t.f))}function Ax(t,e,n,i){function r(l){return l.length?l.pop()+" ":""}function o(l,f,u,d,h,p){if(l!==u||f!==d){var m=h.push("translate(",null,e,null,n);p.push({i:m-4,x:pt(l,u)},{i:m-2,x:pt(f,d)})}else(u||d)&&h.push("translate("+u+e+d+n)}function s(l,f,u,d){l!==f?(l-f>180?f+=360:f-l>180&&(l+=360),d.push({i:u.push(r(u)+"rotate(",null,i)-2,x:pt(l,f)})):f&&u.push(r(u)+"rotate("+f+i)}function a(l,f,u,d){l!==f?d.push({i:u.push(r(u)+"skewX(",null,i)-2,x:pt(l,f)}):f&&u.push(r(u)+"skewX("+f+i)}function c(l,f,u,d,h,p){if(l!==u||f!==d){var m=h.push(r(h)+"scale(",null,",",null,")");p.push({i:m-4,x:pt(l,u)},{i:m-2,x:pt(f,d)})}else(u!==1||d!==1)&&h.push(r(h)+"scale("+u+","+d+")")}return function(l,f){var u=[],d=[];return l=t(l),f=t(f),o(l.translateX,l.translateY,f.translateX,f.translateY,u,d),s(l.rotate,f.rotate,u,d),a(l.skewX,f.skewX,u,d),c(l.scaleX,l.scaleY,f.scaleX,f.scaleY,u,d),l=f=null,function(h){for(var p=-1,m=d.length,g;++p<m;)u[(g=d[p]).i]=g.x(h);return u.join("")}}}var c$=Ax(X3,"px, ","px)","deg)"),l$=Ax(K3,", ",")",")"),J3=1e-12;function Sx(t){return((t=Math.exp(t))+1/t)/2}function Q3(t){return((t=Math.exp(t))-1/t)/2}function eT(t){return((t=Math.exp(2*t))-1)/(t+1)}var f$=(function t(e,n,i){function r(o,s){var a=o[0],c=o[1],l=o[2],f=s[0],u=s[1],d=s[2],h=f-a,p=u-c,m=h*h+p*p,g,x;if(m<J3)x=Math.log(d/l)/e,g=function(M){return[a+M*h,c+M*p,l*Math.exp(e*M*x)]};else{var b=Math.sqrt(m),v=(d*d-l*l+i*m)/(2*l*n*b),y=(d*d-l*l-i*m)/(2*d*n*b),w=Math.log(Math.sqrt(v*v+1)-v),_=Math.log(Math.sqrt(y*y+1)-y);x=(_-w)/e,g=function(M){var P=M*x,S=Sx(w),C=l/(n*b)*(S*eT(e*P+w)-Q3(w));return[a+C*h,c+C*p,l*S/Sx(e*P+w)]}}return g.duration=Math.abs(x)*1e3*e/Math.SQRT2,g}return r.rho=function(o){var s=Math.max(.001,+o),a=s*s,c=a*a;return t(s,a,c)},r})(Math.SQRT2,2,4);function Ix(t){return function(e,n){var i=t((e=_c(e)).h,(n=_c(n)).h),r=Ue(e.s,n.s),o=Ue(e.l,n.l),s=Ue(e.opacity,n.opacity);return function(a){return e.h=i(a),e.s=r(a),e.l=o(a),e.opacity=s(a),e+""}}}var u$=Ix(Ku),d$=Ix(Ue);function Ox(t){return function(e,n){var i=t((e=xn(e)).h,(n=xn(n)).h),r=Ue(e.c,n.c),o=Ue(e.l,n.l),s=Ue(e.opacity,n.opacity);return function(a){return e.h=i(a),e.c=r(a),e.l=o(a),e.opacity=s(a),e+""}}}var h$=Ox(Ku),p$=Ox(Ue);function kx(t){return(function e(n){n=+n;function i(r,o){var s=t((r=nt(r)).h,(o=nt(o)).h),a=Ue(r.s,o.s),c=Ue(r.l,o.l),l=Ue(r.opacity,o.opacity);return function(f){return r.h=s(f),r.s=a(f),r.l=c(Math.pow(f,n)),r.opacity=l(f),r+""}}return i.gamma=e,i})(1)}var g$=kx(Ku),Ec=kx(Ue);function U(t){for(var e=t.length/6|0,n=new Array(e),i=0;i<e;)n[i]="#"+t.slice(i*6,++i*6);return n}var v$=U("1f77b4ff7f0e2ca02cd627289467bd8c564be377c27f7f7fbcbd2217becf"),b$=U("7fc97fbeaed4fdc086ffff99386cb0f0027fbf5b17666666"),w$=U("1b9e77d95f027570b3e7298a66a61ee6ab02a6761d666666"),_$=U("4269d0efb118ff725c6cc5b03ca951ff8ab7a463f297bbf59c6b4e9498a0"),P$=U("a6cee31f78b4b2df8a33a02cfb9a99e31a1cfdbf6fff7f00cab2d66a3d9affff99b15928"),C$=U("fbb4aeb3cde3ccebc5decbe4fed9a6ffffcce5d8bdfddaecf2f2f2"),S$=U("b3e2cdfdcdaccbd5e8f4cae4e6f5c9fff2aef1e2cccccccc"),M$=U("e41a1c377eb84daf4a984ea3ff7f00ffff33a65628f781bf999999"),E$=U("66c2a5fc8d628da0cbe78ac3a6d854ffd92fe5c494b3b3b3"),T$=U("8dd3c7ffffb3bebadafb807280b1d3fdb462b3de69fccde5d9d9d9bc80bdccebc5ffed6f"),L$=U("4e79a7f28e2ce1575976b7b259a14fedc949af7aa1ff9da79c755fbab0ab"),H=t=>Mc(t[t.length-1]),tT=new Array(3).concat("d8b365f5f5f55ab4ac","a6611adfc27d80cdc1018571","a6611adfc27df5f5f580cdc1018571","8c510ad8b365f6e8c3c7eae55ab4ac01665e","8c510ad8b365f6e8c3f5f5f5c7eae55ab4ac01665e","8c510abf812ddfc27df6e8c3c7eae580cdc135978f01665e","8c510abf812ddfc27df6e8c3f5f5f5c7eae580cdc135978f01665e","5430058c510abf812ddfc27df6e8c3c7eae580cdc135978f01665e003c30","5430058c510abf812ddfc27df6e8c3f5f5f5c7eae580cdc135978f01665e003c30").map(U),A$=H(tT),nT=new Array(3).concat("af8dc3f7f7f77fbf7b","7b3294c2a5cfa6dba0008837","7b3294c2a5cff7f7f7a6dba0008837","762a83af8dc3e7d4e8d9f0d37fbf7b1b7837","762a83af8dc3e7d4e8f7f7f7d9f0d37fbf7b1b7837","762a839970abc2a5cfe7d4e8d9f0d3a6dba05aae611b7837","762a839970abc2a5cfe7d4e8f7f7f7d9f0d3a6dba05aae611b7837","40004b762a839970abc2a5cfe7d4e8d9f0d3a6dba05aae611b783700441b","40004b762a839970abc2a5cfe7d4e8f7f7f7d9f0d3a6dba05aae611b783700441b").map(U),I$=H(nT),iT=new Array(3).concat("e9a3c9f7f7f7a1d76a","d01c8bf1b6dab8e1864dac26","d01c8bf1b6daf7f7f7b8e1864dac26","c51b7de9a3c9fde0efe6f5d0a1d76a4d9221","c51b7de9a3c9fde0eff7f7f7e6f5d0a1d76a4d9221","c51b7dde77aef1b6dafde0efe6f5d0b8e1867fbc414d9221","c51b7dde77aef1b6dafde0eff7f7f7e6f5d0b8e1867fbc414d9221","8e0152c51b7dde77aef1b6dafde0efe6f5d0b8e1867fbc414d9221276419","8e0152c51b7dde77aef1b6dafde0eff7f7f7e6f5d0b8e1867fbc414d9221276419").map(U),O$=H(iT),rT=new Array(3).concat("998ec3f7f7f7f1a340","5e3c99b2abd2fdb863e66101","5e3c99b2abd2f7f7f7fdb863e66101","542788998ec3d8daebfee0b6f1a340b35806","542788998ec3d8daebf7f7f7fee0b6f1a340b35806","5427888073acb2abd2d8daebfee0b6fdb863e08214b35806","5427888073acb2abd2d8daebf7f7f7fee0b6fdb863e08214b35806","2d004b5427888073acb2abd2d8daebfee0b6fdb863e08214b358067f3b08","2d004b5427888073acb2abd2d8daebf7f7f7fee0b6fdb863e08214b358067f3b08").map(U),k$=H(rT),oT=new Array(3).concat("ef8a62f7f7f767a9cf","ca0020f4a58292c5de0571b0","ca0020f4a582f7f7f792c5de0571b0","b2182bef8a62fddbc7d1e5f067a9cf2166ac","b2182bef8a62fddbc7f7f7f7d1e5f067a9cf2166ac","b2182bd6604df4a582fddbc7d1e5f092c5de4393c32166ac","b2182bd6604df4a582fddbc7f7f7f7d1e5f092c5de4393c32166ac","67001fb2182bd6604df4a582fddbc7d1e5f092c5de4393c32166ac053061","67001fb2182bd6604df4a582fddbc7f7f7f7d1e5f092c5de4393c32166ac053061").map(U),R$=H(oT),sT=new Array(3).concat("ef8a62ffffff999999","ca0020f4a582bababa404040","ca0020f4a582ffffffbababa404040","b2182bef8a62fddbc7e0e0e09999994d4d4d","b2182bef8a62fddbc7ffffffe0e0e09999994d4d4d","b2182bd6604df4a582fddbc7e0e0e0bababa8787874d4d4d","b2182bd6604df4a582fddbc7ffffffe0e0e0bababa8787874d4d4d","67001fb2182bd6604df4a582fddbc7e0e0e0bababa8787874d4d4d1a1a1a","67001fb2182bd6604df4a582fddbc7ffffffe0e0e0bababa8787874d4d4d1a1a1a").map(U),D$=H(sT),aT=new Array(3).concat("fc8d59ffffbf91bfdb","d7191cfdae61abd9e92c7bb6","d7191cfdae61ffffbfabd9e92c7bb6","d73027fc8d59fee090e0f3f891bfdb4575b4","d73027fc8d59fee090ffffbfe0f3f891bfdb4575b4","d73027f46d43fdae61fee090e0f3f8abd9e974add14575b4","d73027f46d43fdae61fee090ffffbfe0f3f8abd9e974add14575b4","a50026d73027f46d43fdae61fee090e0f3f8abd9e974add14575b4313695","a50026d73027f46d43fdae61fee090ffffbfe0f3f8abd9e974add14575b4313695").map(U),F$=H(aT),cT=new Array(3).concat("fc8d59ffffbf91cf60","d7191cfdae61a6d96a1a9641","d7191cfdae61ffffbfa6d96a1a9641","d73027fc8d59fee08bd9ef8b91cf601a9850","d73027fc8d59fee08bffffbfd9ef8b91cf601a9850","d73027f46d43fdae61fee08bd9ef8ba6d96a66bd631a9850","d73027f46d43fdae61fee08bffffbfd9ef8ba6d96a66bd631a9850","a50026d73027f46d43fdae61fee08bd9ef8ba6d96a66bd631a9850006837","a50026d73027f46d43fdae61fee08bffffbfd9ef8ba6d96a66bd631a9850006837").map(U),z$=H(cT),lT=new Array(3).concat("fc8d59ffffbf99d594","d7191cfdae61abdda42b83ba","d7191cfdae61ffffbfabdda42b83ba","d53e4ffc8d59fee08be6f59899d5943288bd","d53e4ffc8d59fee08bffffbfe6f59899d5943288bd","d53e4ff46d43fdae61fee08be6f598abdda466c2a53288bd","d53e4ff46d43fdae61fee08bffffbfe6f598abdda466c2a53288bd","9e0142d53e4ff46d43fdae61fee08be6f598abdda466c2a53288bd5e4fa2","9e0142d53e4ff46d43fdae61fee08bffffbfe6f598abdda466c2a53288bd5e4fa2").map(U),N$=H(lT),Qu=new Array(3).concat("e5f5f999d8c92ca25f","edf8fbb2e2e266c2a4238b45","edf8fbb2e2e266c2a42ca25f006d2c","edf8fbccece699d8c966c2a42ca25f006d2c","edf8fbccece699d8c966c2a441ae76238b45005824","f7fcfde5f5f9ccece699d8c966c2a441ae76238b45005824","f7fcfde5f5f9ccece699d8c966c2a441ae76238b45006d2c00441b").map(U),B$=H(Qu),ed=new Array(3).concat("e0ecf49ebcda8856a7","edf8fbb3cde38c96c688419d","edf8fbb3cde38c96c68856a7810f7c","edf8fbbfd3e69ebcda8c96c68856a7810f7c","edf8fbbfd3e69ebcda8c96c68c6bb188419d6e016b","f7fcfde0ecf4bfd3e69ebcda8c96c68c6bb188419d6e016b","f7fcfde0ecf4bfd3e69ebcda8c96c68c6bb188419d810f7c4d004b").map(U),U$=H(ed),td=new Array(3).concat("e0f3dba8ddb543a2ca","f0f9e8bae4bc7bccc42b8cbe","f0f9e8bae4bc7bccc443a2ca0868ac","f0f9e8ccebc5a8ddb57bccc443a2ca0868ac","f0f9e8ccebc5a8ddb57bccc44eb3d32b8cbe08589e","f7fcf0e0f3dbccebc5a8ddb57bccc44eb3d32b8cbe08589e","f7fcf0e0f3dbccebc5a8ddb57bccc44eb3d32b8cbe0868ac084081").map(U),j$=H(td),nd=new Array(3).concat("fee8c8fdbb84e34a33","fef0d9fdcc8afc8d59d7301f","fef0d9fdcc8afc8d59e34a33b30000","fef0d9fdd49efdbb84fc8d59e34a33b30000","fef0d9fdd49efdbb84fc8d59ef6548d7301f990000","fff7ecfee8c8fdd49efdbb84fc8d59ef6548d7301f990000","fff7ecfee8c8fdd49efdbb84fc8d59ef6548d7301fb300007f0000").map(U),V$=H(nd),id=new Array(3).concat("ece2f0a6bddb1c9099","f6eff7bdc9e167a9cf02818a","f6eff7bdc9e167a9cf1c9099016c59","f6eff7d0d1e6a6bddb67a9cf1c9099016c59","f6eff7d0d1e6a6bddb67a9cf3690c002818a016450","fff7fbece2f0d0d1e6a6bddb67a9cf3690c002818a016450","fff7fbece2f0d0d1e6a6bddb67a9cf3690c002818a016c59014636").map(U),G$=H(id),rd=new Array(3).concat("ece7f2a6bddb2b8cbe","f1eef6bdc9e174a9cf0570b0","f1eef6bdc9e174a9cf2b8cbe045a8d","f1eef6d0d1e6a6bddb74a9cf2b8cbe045a8d","f1eef6d0d1e6a6bddb74a9cf3690c00570b0034e7b","fff7fbece7f2d0d1e6a6bddb74a9cf3690c00570b0034e7b","fff7fbece7f2d0d1e6a6bddb74a9cf3690c00570b0045a8d023858").map(U),W$=H(rd),od=new Array(3).concat("e7e1efc994c7dd1c77","f1eef6d7b5d8df65b0ce1256","f1eef6d7b5d8df65b0dd1c77980043","f1eef6d4b9dac994c7df65b0dd1c77980043","f1eef6d4b9dac994c7df65b0e7298ace125691003f","f7f4f9e7e1efd4b9dac994c7df65b0e7298ace125691003f","f7f4f9e7e1efd4b9dac994c7df65b0e7298ace125698004367001f").map(U),$$=H(od),sd=new Array(3).concat("fde0ddfa9fb5c51b8a","feebe2fbb4b9f768a1ae017e","feebe2fbb4b9f768a1c51b8a7a0177","feebe2fcc5c0fa9fb5f768a1c51b8a7a0177","feebe2fcc5c0fa9fb5f768a1dd3497ae017e7a0177","fff7f3fde0ddfcc5c0fa9fb5f768a1dd3497ae017e7a0177","fff7f3fde0ddfcc5c0fa9fb5f768a1dd3497ae017e7a017749006a").map(U),Y$=H(sd),ad=new Array(3).concat("edf8b17fcdbb2c7fb8","ffffcca1dab441b6c4225ea8","ffffcca1dab441b6c42c7fb8253494","ffffccc7e9b47fcdbb41b6c42c7fb8253494","ffffccc7e9b47fcdbb41b6c41d91c0225ea80c2c84","ffffd9edf8b1c7e9b47fcdbb41b6c41d91c0225ea80c2c84","ffffd9edf8b1c7e9b47fcdbb41b6c41d91c0225ea8253494081d58").map(U),H$=H(ad),cd=new Array(3).concat("f7fcb9addd8e31a354","ffffccc2e69978c679238443","ffffccc2e69978c67931a354006837","ffffccd9f0a3addd8e78c67931a354006837","ffffccd9f0a3addd8e78c67941ab5d238443005a32","ffffe5f7fcb9d9f0a3addd8e78c67941ab5d238443005a32","ffffe5f7fcb9d9f0a3addd8e78c67941ab5d238443006837004529").map(U),q$=H(cd),ld=new Array(3).concat("fff7bcfec44fd95f0e","ffffd4fed98efe9929cc4c02","ffffd4fed98efe9929d95f0e993404","ffffd4fee391fec44ffe9929d95f0e993404","ffffd4fee391fec44ffe9929ec7014cc4c028c2d04","ffffe5fff7bcfee391fec44ffe9929ec7014cc4c028c2d04","ffffe5fff7bcfee391fec44ffe9929ec7014cc4c02993404662506").map(U),Z$=H(ld),fd=new Array(3).concat("ffeda0feb24cf03b20","ffffb2fecc5cfd8d3ce31a1c","ffffb2fecc5cfd8d3cf03b20bd0026","ffffb2fed976feb24cfd8d3cf03b20bd0026","ffffb2fed976feb24cfd8d3cfc4e2ae31a1cb10026","ffffccffeda0fed976feb24cfd8d3cfc4e2ae31a1cb10026","ffffccffeda0fed976feb24cfd8d3cfc4e2ae31a1cbd0026800026").map(U),X$=H(fd),ud=new Array(3).concat("deebf79ecae13182bd","eff3ffbdd7e76baed62171b5","eff3ffbdd7e76baed63182bd08519c","eff3ffc6dbef9ecae16baed63182bd08519c","eff3ffc6dbef9ecae16baed64292c62171b5084594","f7fbffdeebf7c6dbef9ecae16baed64292c62171b5084594","f7fbffdeebf7c6dbef9ecae16baed64292c62171b508519c08306b").map(U),K$=H(ud),dd=new Array(3).concat("e5f5e0a1d99b31a354","edf8e9bae4b374c476238b45","edf8e9bae4b374c47631a354006d2c","edf8e9c7e9c0a1d99b74c47631a354006d2c","edf8e9c7e9c0a1d99b74c47641ab5d238b45005a32","f7fcf5e5f5e0c7e9c0a1d99b74c47641ab5d238b45005a32","f7fcf5e5f5e0c7e9c0a1d99b74c47641ab5d238b45006d2c00441b").map(U),J$=H(dd),hd=new Array(3).concat("f0f0f0bdbdbd636363","f7f7f7cccccc969696525252","f7f7f7cccccc969696636363252525","f7f7f7d9d9d9bdbdbd969696636363252525","f7f7f7d9d9d9bdbdbd969696737373525252252525","fffffff0f0f0d9d9d9bdbdbd969696737373525252252525","fffffff0f0f0d9d9d9bdbdbd969696737373525252252525000000").map(U),Q$=H(hd),pd=new Array(3).concat("efedf5bcbddc756bb1","f2f0f7cbc9e29e9ac86a51a3","f2f0f7cbc9e29e9ac8756bb154278f","f2f0f7dadaebbcbddc9e9ac8756bb154278f","f2f0f7dadaebbcbddc9e9ac8807dba6a51a34a1486","fcfbfdefedf5dadaebbcbddc9e9ac8807dba6a51a34a1486","fcfbfdefedf5dadaebbcbddc9e9ac8807dba6a51a354278f3f007d").map(U),eY=H(pd),gd=new Array(3).concat("fee0d2fc9272de2d26","fee5d9fcae91fb6a4acb181d","fee5d9fcae91fb6a4ade2d26a50f15","fee5d9fcbba1fc9272fb6a4ade2d26a50f15","fee5d9fcbba1fc9272fb6a4aef3b2ccb181d99000d","fff5f0fee0d2fcbba1fc9272fb6a4aef3b2ccb181d99000d","fff5f0fee0d2fcbba1fc9272fb6a4aef3b2ccb181da50f1567000d").map(U),tY=H(gd),md=new Array(3).concat("fee6cefdae6be6550d","feeddefdbe85fd8d3cd94701","feeddefdbe85fd8d3ce6550da63603","feeddefdd0a2fdae6bfd8d3ce6550da63603","feeddefdd0a2fdae6bfd8d3cf16913d948018c2d04","fff5ebfee6cefdd0a2fdae6bfd8d3cf16913d948018c2d04","fff5ebfee6cefdd0a2fdae6bfd8d3cf16913d94801a636037f2704").map(U),nY=H(md);var iY=Ec(nt(300,.5,0),nt(-240,.5,1)),Rx=Ec(nt(-100,.75,.35),nt(80,1.5,.8)),Dx=Ec(nt(260,.75,.35),nt(80,1.5,.8)),rY=nt();var oY=Ht(),sY=Math.PI/3,aY=Math.PI*2/3;function Tc(t){var e=t.length;return function(n){return t[Math.max(0,Math.min(e-1,Math.floor(n*e)))]}}var Fx=Tc(U("44015444025645045745055946075a46085c460a5d460b5e470d60470e6147106347116447136548146748166848176948186a481a6c481b6d481c6e481d6f481f70482071482173482374482475482576482677482878482979472a7a472c7a472d7b472e7c472f7d46307e46327e46337f463480453581453781453882443983443a83443b84433d84433e85423f854240864241864142874144874045884046883f47883f48893e49893e4a893e4c8a3d4d8a3d4e8a3c4f8a3c508b3b518b3b528b3a538b3a548c39558c39568c38588c38598c375a8c375b8d365c8d365d8d355e8d355f8d34608d34618d33628d33638d32648e32658e31668e31678e31688e30698e306a8e2f6b8e2f6c8e2e6d8e2e6e8e2e6f8e2d708e2d718e2c718e2c728e2c738e2b748e2b758e2a768e2a778e2a788e29798e297a8e297b8e287c8e287d8e277e8e277f8e27808e26818e26828e26828e25838e25848e25858e24868e24878e23888e23898e238a8d228b8d228c8d228d8d218e8d218f8d21908d21918c20928c20928c20938c1f948c1f958b1f968b1f978b1f988b1f998a1f9a8a1e9b8a1e9c891e9d891f9e891f9f881fa0881fa1881fa1871fa28720a38620a48621a58521a68522a78522a88423a98324aa8325ab8225ac8226ad8127ad8128ae8029af7f2ab07f2cb17e2db27d2eb37c2fb47c31b57b32b67a34b67935b77937b87838b9773aba763bbb753dbc743fbc7340bd7242be7144bf7046c06f48c16e4ac16d4cc26c4ec36b50c46a52c56954c56856c66758c7655ac8645cc8635ec96260ca6063cb5f65cb5e67cc5c69cd5b6ccd5a6ece5870cf5773d05675d05477d1537ad1517cd2507fd34e81d34d84d44b86d54989d5488bd6468ed64590d74393d74195d84098d83e9bd93c9dd93ba0da39a2da37a5db36a8db34aadc32addc30b0dd2fb2dd2db5de2bb8de29bade28bddf26c0df25c2df23c5e021c8e020cae11fcde11dd0e11cd2e21bd5e21ad8e219dae319dde318dfe318e2e418e5e419e7e419eae51aece51befe51cf1e51df4e61ef6e620f8e621fbe723fde725")),zx=Tc(U("00000401000501010601010802010902020b02020d03030f03031204041405041606051806051a07061c08071e0907200a08220b09240c09260d0a290e0b2b100b2d110c2f120d31130d34140e36150e38160f3b180f3d19103f1a10421c10441d11471e114920114b21114e22115024125325125527125829115a2a115c2c115f2d11612f116331116533106734106936106b38106c390f6e3b0f703d0f713f0f72400f74420f75440f764510774710784910784a10794c117a4e117b4f127b51127c52137c54137d56147d57157e59157e5a167e5c167f5d177f5f187f601880621980641a80651a80671b80681c816a1c816b1d816d1d816e1e81701f81721f817320817521817621817822817922827b23827c23827e24828025828125818326818426818627818827818928818b29818c29818e2a81902a81912b81932b80942c80962c80982d80992d809b2e7f9c2e7f9e2f7fa02f7fa1307ea3307ea5317ea6317da8327daa337dab337cad347cae347bb0357bb2357bb3367ab5367ab73779b83779ba3878bc3978bd3977bf3a77c03a76c23b75c43c75c53c74c73d73c83e73ca3e72cc3f71cd4071cf4070d0416fd2426fd3436ed5446dd6456cd8456cd9466bdb476adc4869de4968df4a68e04c67e24d66e34e65e44f64e55064e75263e85362e95462ea5661eb5760ec5860ed5a5fee5b5eef5d5ef05f5ef1605df2625df2645cf3655cf4675cf4695cf56b5cf66c5cf66e5cf7705cf7725cf8745cf8765cf9785df9795df97b5dfa7d5efa7f5efa815ffb835ffb8560fb8761fc8961fc8a62fc8c63fc8e64fc9065fd9266fd9467fd9668fd9869fd9a6afd9b6bfe9d6cfe9f6dfea16efea36ffea571fea772fea973feaa74feac76feae77feb078feb27afeb47bfeb67cfeb77efeb97ffebb81febd82febf84fec185fec287fec488fec68afec88cfeca8dfecc8ffecd90fecf92fed194fed395fed597fed799fed89afdda9cfddc9efddea0fde0a1fde2a3fde3a5fde5a7fde7a9fde9aafdebacfcecaefceeb0fcf0b2fcf2b4fcf4b6fcf6b8fcf7b9fcf9bbfcfbbdfcfdbf")),Nx=Tc(U("00000401000501010601010802010a02020c02020e03021004031204031405041706041907051b08051d09061f0a07220b07240c08260d08290e092b10092d110a30120a32140b34150b37160b39180c3c190c3e1b0c411c0c431e0c451f0c48210c4a230c4c240c4f260c51280b53290b552b0b572d0b592f0a5b310a5c320a5e340a5f3609613809623909633b09643d09653e0966400a67420a68440a68450a69470b6a490b6a4a0c6b4c0c6b4d0d6c4f0d6c510e6c520e6d540f6d550f6d57106e59106e5a116e5c126e5d126e5f136e61136e62146e64156e65156e67166e69166e6a176e6c186e6d186e6f196e71196e721a6e741a6e751b6e771c6d781c6d7a1d6d7c1d6d7d1e6d7f1e6c801f6c82206c84206b85216b87216b88226a8a226a8c23698d23698f24699025689225689326679526679727669827669a28659b29649d29649f2a63a02a63a22b62a32c61a52c60a62d60a82e5fa92e5eab2f5ead305dae305cb0315bb1325ab3325ab43359b63458b73557b93556ba3655bc3754bd3853bf3952c03a51c13a50c33b4fc43c4ec63d4dc73e4cc83f4bca404acb4149cc4248ce4347cf4446d04545d24644d34743d44842d54a41d74b3fd84c3ed94d3dda4e3cdb503bdd513ade5238df5337e05536e15635e25734e35933e45a31e55c30e65d2fe75e2ee8602de9612bea632aeb6429eb6628ec6726ed6925ee6a24ef6c23ef6e21f06f20f1711ff1731df2741cf3761bf37819f47918f57b17f57d15f67e14f68013f78212f78410f8850ff8870ef8890cf98b0bf98c0af98e09fa9008fa9207fa9407fb9606fb9706fb9906fb9b06fb9d07fc9f07fca108fca309fca50afca60cfca80dfcaa0ffcac11fcae12fcb014fcb216fcb418fbb61afbb81dfbba1ffbbc21fbbe23fac026fac228fac42afac62df9c72ff9c932f9cb35f8cd37f8cf3af7d13df7d340f6d543f6d746f5d949f5db4cf4dd4ff4df53f4e156f3e35af3e55df2e661f2e865f2ea69f1ec6df1ed71f1ef75f1f179f2f27df2f482f3f586f3f68af4f88ef5f992f6fa96f8fb9af9fc9dfafda1fcffa4")),Bx=Tc(U("0d088710078813078916078a19068c1b068d1d068e20068f2206902406912605912805922a05932c05942e05952f059631059733059735049837049938049a3a049a3c049b3e049c3f049c41049d43039e44039e46039f48039f4903a04b03a14c02a14e02a25002a25102a35302a35502a45601a45801a45901a55b01a55c01a65e01a66001a66100a76300a76400a76600a76700a86900a86a00a86c00a86e00a86f00a87100a87201a87401a87501a87701a87801a87a02a87b02a87d03a87e03a88004a88104a78305a78405a78606a68707a68808a68a09a58b0aa58d0ba58e0ca48f0da4910ea3920fa39410a29511a19613a19814a099159f9a169f9c179e9d189d9e199da01a9ca11b9ba21d9aa31e9aa51f99a62098a72197a82296aa2395ab2494ac2694ad2793ae2892b02991b12a90b22b8fb32c8eb42e8db52f8cb6308bb7318ab83289ba3388bb3488bc3587bd3786be3885bf3984c03a83c13b82c23c81c33d80c43e7fc5407ec6417dc7427cc8437bc9447aca457acb4679cc4778cc4977cd4a76ce4b75cf4c74d04d73d14e72d24f71d35171d45270d5536fd5546ed6556dd7566cd8576bd9586ada5a6ada5b69db5c68dc5d67dd5e66de5f65de6164df6263e06363e16462e26561e26660e3685fe4695ee56a5de56b5de66c5ce76e5be76f5ae87059e97158e97257ea7457eb7556eb7655ec7754ed7953ed7a52ee7b51ef7c51ef7e50f07f4ff0804ef1814df1834cf2844bf3854bf3874af48849f48948f58b47f58c46f68d45f68f44f79044f79143f79342f89441f89540f9973ff9983ef99a3efa9b3dfa9c3cfa9e3bfb9f3afba139fba238fca338fca537fca636fca835fca934fdab33fdac33fdae32fdaf31fdb130fdb22ffdb42ffdb52efeb72dfeb82cfeba2cfebb2bfebd2afebe2afec029fdc229fdc328fdc527fdc627fdc827fdca26fdcb26fccd25fcce25fcd025fcd225fbd324fbd524fbd724fad824fada24f9dc24f9dd25f8df25f8e125f7e225f7e425f6e626f6e826f5e926f5eb27f4ed27f3ee27f3f027f2f227f1f426f1f525f0f724f0f921"));function qt(t,e){return t==null||e==null?NaN:t<e?-1:t>e?1:t>=e?0:NaN}function Ki(t,e){return t==null||e==null?NaN:e<t?-1:e>t?1:e>=t?0:NaN}function Oc(t){let e,n,i;t.length!==2?(e=qt,n=(a,c)=>qt(t(a),c),i=(a,c)=>t(a)-c):(e=t===qt||t===Ki?t:fT,n=t,i=t);function r(a,c,l=0,f=a.length){if(l<f){if(e(c,c)!==0)return f;do{let u=l+f>>>1;n(a[u],c)<0?l=u+1:f=u}while(l<f)}return l}function o(a,c,l=0,f=a.length){if(l<f){if(e(c,c)!==0)return f;do{let u=l+f>>>1;n(a[u],c)<=0?l=u+1:f=u}while(l<f)}return l}function s(a,c,l=0,f=a.length){let u=r(a,c,l,f-1);return u>l&&i(a[u-1],c)>-i(a[u],c)?u-1:u}return{left:r,center:s,right:o}}function fT(){return 0}function uT(t){return t===null?NaN:+t}var jx=Oc(qt),Vx=jx.right,Gx=jx.left,lY=Oc(uT).center;var fY=Wx($x),uY=Wx(dT);function Wx(t){return function(e,n,i=n){if(!((n=+n)>=0))throw new RangeError("invalid rx");if(!((i=+i)>=0))throw new RangeError("invalid ry");let{data:r,width:o,height:s}=e;if(!((o=Math.floor(o))>=0))throw new RangeError("invalid width");if(!((s=Math.floor(s!==void 0?s:r.length/o))>=0))throw new RangeError("invalid height");if(!o||!s||!n&&!i)return e;let a=n&&t(n),c=i&&t(i),l=r.slice();return a&&c?(Zi(a,l,r,o,s),Zi(a,r,l,o,s),Zi(a,l,r,o,s),Xi(c,r,l,o,s),Xi(c,l,r,o,s),Xi(c,r,l,o,s)):a?(Zi(a,r,l,o,s),Zi(a,l,r,o,s),Zi(a,r,l,o,s)):c&&(Xi(c,r,l,o,s),Xi(c,l,r,o,s),Xi(c,r,l,o,s)),e}}function Zi(t,e,n,i,r){for(let o=0,s=i*r;o<s;)t(e,n,o,o+=i,1)}function Xi(t,e,n,i,r){for(let o=0,s=i*r;o<i;++o)t(e,n,o,o+s,i)}function dT(t){let e=$x(t);return(n,i,r,o,s)=>{r<<=2,o<<=2,s<<=2,e(n,i,r+0,o+0,s),e(n,i,r+1,o+1,s),e(n,i,r+2,o+2,s),e(n,i,r+3,o+3,s)}}function $x(t){let e=Math.floor(t);if(e===t)return hT(t);let n=t-e,i=2*t+1;return(r,o,s,a,c)=>{if(!((a-=c)>=s))return;let l=e*o[s],f=c*e,u=f+c;for(let d=s,h=s+f;d<h;d+=c)l+=o[Math.min(a,d)];for(let d=s,h=a;d<=h;d+=c)l+=o[Math.min(a,d+f)],r[d]=(l+n*(o[Math.max(s,d-u)]+o[Math.min(a,d+u)]))/i,l-=o[Math.max(s,d-f)]}}function hT(t){let e=2*t+1;return(n,i,r,o,s)=>{if(!((o-=s)>=r))return;let a=t*i[r],c=s*t;for(let l=r,f=r+c;l<f;l+=s)a+=i[Math.min(o,l)];for(let l=r,f=o;l<=f;l+=s)a+=i[Math.min(o,l+c)],n[l]=a/e,a-=i[Math.max(r,l-c)]}}function kc(t,e){let n,i;if(e===void 0)for(let r of t)r!=null&&(n===void 0?r>=r&&(n=i=r):(n>r&&(n=r),i<r&&(i=r)));else{let r=-1;for(let o of t)(o=e(o,++r,t))!=null&&(n===void 0?o>=o&&(n=i=o):(n>o&&(n=o),i<o&&(i=o)))}return[n,i]}var gt=class{constructor(){this._partials=new Float64Array(32),this._n=0}add(e){let n=this._partials,i=0;for(let r=0;r<this._n&&r<32;r++){let o=n[r],s=e+o,a=Math.abs(e)<Math.abs(o)?e-(s-o):o-(s-e);a&&(n[i++]=a),e=s}return n[i]=e,this._n=i+1,this}valueOf(){let e=this._partials,n=this._n,i,r,o,s=0;if(n>0){for(s=e[--n];n>0&&(i=s,r=e[--n],s=i+r,o=r-(s-i),!o););n>0&&(o<0&&e[n-1]<0||o>0&&e[n-1]>0)&&(r=o*2,i=s+r,r==i-s&&(s=i))}return s}};var Lc=class extends Map{constructor(e,n=mT){if(super(),Object.defineProperties(this,{_intern:{value:new Map},_key:{value:n}}),e!=null)for(let[i,r]of e)this.set(i,r)}get(e){return super.get(Ux(this,e))}has(e){return super.has(Ux(this,e))}set(e,n){return super.set(pT(this,e),n)}delete(e){return super.delete(gT(this,e))}};function Ux({_intern:t,_key:e},n){let i=e(n);return t.has(i)?t.get(i):n}function pT({_intern:t,_key:e},n){let i=e(n);return t.has(i)?t.get(i):(t.set(i,n),n)}function gT({_intern:t,_key:e},n){let i=e(n);return t.has(i)&&(n=t.get(i),t.delete(i)),n}function mT(t){return t!==null&&typeof t=="object"?t.valueOf():t}function yT(t){return t}function Rc(t,e,...n){return xT(t,yT,e,n)}function xT(t,e,n,i){return(function r(o,s){if(s>=i.length)return n(o);let a=new Lc,c=i[s++],l=-1;for(let f of o){let u=c(f,++l,o),d=a.get(u);d?d.push(f):a.set(u,[f])}for(let[f,u]of a)a.set(f,r(u,s));return e(a)})(t,0)}var vT=Array.prototype,dY=vT.slice;var bT=Math.sqrt(50),wT=Math.sqrt(10),_T=Math.sqrt(2);function Ac(t,e,n){let i=(e-t)/Math.max(0,n),r=Math.floor(Math.log10(i)),o=i/Math.pow(10,r),s=o>=bT?10:o>=wT?5:o>=_T?2:1,a,c,l;return r<0?(l=Math.pow(10,-r)/s,a=Math.round(t*l),c=Math.round(e*l),a/l<t&&++a,c/l>e&&--c,l=-l):(l=Math.pow(10,r)*s,a=Math.round(t/l),c=Math.round(e/l),a*l<t&&++a,c*l>e&&--c),c<a&&.5<=n&&n<2?Ac(t,e,n*2):[a,c,l]}function Yx(t,e,n){if(e=+e,t=+t,n=+n,!(n>0))return[];if(t===e)return[t];let i=e<t,[r,o,s]=i?Ac(e,t,n):Ac(t,e,n);if(!(o>=r))return[];let a=o-r+1,c=new Array(a);if(i)if(s<0)for(let l=0;l<a;++l)c[l]=(o-l)/-s;else for(let l=0;l<a;++l)c[l]=(o-l)*s;else if(s<0)for(let l=0;l<a;++l)c[l]=(r+l)/-s;else for(let l=0;l<a;++l)c[l]=(r+l)*s;return c}function Ic(t,e,n){return e=+e,t=+t,n=+n,Ac(t,e,n)[2]}function as(t,e,n){e=+e,t=+t,n=+n;let i=e<t,r=i?Ic(e,t,n):Ic(t,e,n);return(i?-1:1)*(r<0?1/-r:r)}function Dc(t,e){let n;if(e===void 0)for(let i of t)i!=null&&(n>i||n===void 0&&i>=i)&&(n=i);else{let i=-1;for(let r of t)(r=e(r,++i,t))!=null&&(n>r||n===void 0&&r>=r)&&(n=r)}return n}function*PT(t){for(let e of t)yield*e}function Hx(t){return Array.from(PT(t))}function cs(t,e,n){t=+t,e=+e,n=(r=arguments.length)<2?(e=t,t=0,1):r<3?1:+n;for(var i=-1,r=Math.max(0,Math.ceil((e-t)/n))|0,o=new Array(r);++i<r;)o[i]=t+i*n;return o}var hY=CT(Math.random);function CT(t){return function(n,i=0,r=n.length){let o=r-(i=+i);for(;o;){let s=t()*o--|0,a=n[o+i];n[o+i]=n[s+i],n[s+i]=a}return n}}function ST(t){return Math.abs(t=Math.round(t))>=1e21?t.toLocaleString("en").replace(/,/g,""):t.toString(10)}function zc(t,e){if(!isFinite(t)||t===0)return null;var n=(t=e?t.toExponential(e-1):t.toExponential()).indexOf("e"),i=t.slice(0,n);return[i.length>1?i[0]+i.slice(2):i,+t.slice(n+1)]}function Ji(t){return t=zc(Math.abs(t)),t?t[1]:NaN}function MT(t,e){return function(n,i){for(var r=n.length,o=[],s=0,a=t[0],c=0;r>0&&a>0&&(c+a+1>i&&(a=Math.max(1,i-c)),o.push(n.substring(r-=a,r+a)),!((c+=a+1)>i));)a=t[s=(s+1)%t.length];return o.reverse().join(e)}}function ET(t){return function(e){return e.replace(/[0-9]/g,function(n){return t[+n]})}}var TT=/^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i;function ls(t){if(!(e=TT.exec(t)))throw new Error("invalid format: "+t);var e;return new yd({fill:e[1],align:e[2],sign:e[3],symbol:e[4],zero:e[5],width:e[6],comma:e[7],precision:e[8]&&e[8].slice(1),trim:e[9],type:e[10]})}ls.prototype=yd.prototype;function yd(t){this.fill=t.fill===void 0?" ":t.fill+"",this.align=t.align===void 0?">":t.align+"",this.sign=t.sign===void 0?"-":t.sign+"",this.symbol=t.symbol===void 0?"":t.symbol+"",this.zero=!!t.zero,this.width=t.width===void 0?void 0:+t.width,this.comma=!!t.comma,this.precision=t.precision===void 0?void 0:+t.precision,this.trim=!!t.trim,this.type=t.type===void 0?"":t.type+""}yd.prototype.toString=function(){return this.fill+this.align+this.sign+this.symbol+(this.zero?"0":"")+(this.width===void 0?"":Math.max(1,this.width|0))+(this.comma?",":"")+(this.precision===void 0?"":"."+Math.max(0,this.precision|0))+(this.trim?"~":"")+this.type};function LT(t){e:for(var e=t.length,n=1,i=-1,r;n<e;++n)switch(t[n]){case".":i=r=n;break;case"0":i===0&&(i=n),r=n;break;default:if(!+t[n])break e;i>0&&(i=0);break}return i>0?t.slice(0,i)+t.slice(r+1):t}var Nc;function AT(t,e){var n=zc(t,e);if(!n)return Nc=void 0,t.toPrecision(e);var i=n[0],r=n[1],o=r-(Nc=Math.max(-8,Math.min(8,Math.floor(r/3)))*3)+1,s=i.length;return o===s?i:o>s?i+new Array(o-s+1).join("0"):o>0?i.slice(0,o)+"."+i.slice(o):"0."+new Array(1-o).join("0")+zc(t,Math.max(0,e+o-1))[0]}function qx(t,e){var n=zc(t,e);if(!n)return t+"";var i=n[0],r=n[1];return r<0?"0."+new Array(-r).join("0")+i:i.length>r+1?i.slice(0,r+1)+"."+i.slice(r+1):i+new Array(r-i.length+2).join("0")}var Zx={"%":(t,e)=>(t*100).toFixed(e),b:t=>Math.round(t).toString(2),c:t=>t+"",d:ST,e:(t,e)=>t.toExponential(e),f:(t,e)=>t.toFixed(e),g:(t,e)=>t.toPrecision(e),o:t=>Math.round(t).toString(8),p:(t,e)=>qx(t*100,e),r:qx,s:AT,X:t=>Math.round(t).toString(16).toUpperCase(),x:t=>Math.round(t).toString(16)};function Xx(t){return t}var Kx=Array.prototype.map,Jx=["y","z","a","f","p","n","µ","m","","k","M","G","T","P","E","Z","Y"];function IT(t){var e=t.grouping===void 0||t.thousands===void 0?Xx:MT(Kx.call(t.grouping,Number),t.thousands+""),n=t.currency===void 0?"":t.currency[0]+"",i=t.currency===void 0?"":t.currency[1]+"",r=t.decimal===void 0?".":t.decimal+"",o=t.numerals===void 0?Xx:ET(Kx.call(t.numerals,String)),s=t.percent===void 0?"%":t.percent+"",a=t.minus===void 0?"−":t.minus+"",c=t.nan===void 0?"NaN":t.nan+"";function l(u,d){u=ls(u);var h=u.fill,p=u.align,m=u.sign,g=u.symbol,x=u.zero,b=u.width,v=u.comma,y=u.precision,w=u.trim,_=u.type;_==="n"?(v=!0,_="g"):Zx[_]||(y===void 0&&(y=12),w=!0,_="g"),(x||h==="0"&&p==="=")&&(x=!0,h="0",p="=");var M=(d&&d.prefix!==void 0?d.prefix:"")+(g==="$"?n:g==="#"&&/[boxX]/.test(_)?"0"+_.toLowerCase():""),P=(g==="$"?i:/[%p]/.test(_)?s:"")+(d&&d.suffix!==void 0?d.suffix:""),S=Zx[_],C=/[defgprs%]/.test(_);y=y===void 0?6:/[gprs]/.test(_)?Math.max(1,Math.min(21,y)):Math.max(0,Math.min(20,y));function L(E){var T=M,O=P,N,j,B;if(_==="c")O=S(E)+O,E="";else{E=+E;var de=E<0||1/E<0;if(E=isNaN(E)?c:S(Math.abs(E),y),w&&(E=LT(E)),de&&+E==0&&m!=="+"&&(de=!1),T=(de?m==="("?m:a:m==="-"||m==="("?"":m)+T,O=(_==="s"&&!isNaN(E)&&Nc!==void 0?Jx[8+Nc/3]:"")+O+(de&&m==="("?")":""),C){for(N=-1,j=E.length;++N<j;)if(B=E.charCodeAt(N),48>B||B>57){O=(B===46?r+E.slice(N+1):E.slice(N))+O,E=E.slice(0,N);break}}}v&&!x&&(E=e(E,1/0));var Ie=T.length+E.length+O.length,_e=Ie<b?new Array(b-Ie+1).join(h):"";switch(v&&x&&(E=e(_e+E,_e.length?b-O.length:1/0),_e=""),p){case"<":E=T+E+O+_e;break;case"=":E=T+_e+E+O;break;case"^":E=_e.slice(0,Ie=_e.length>>1)+T+E+O+_e.slice(Ie);break;default:E=_e+T+E+O;break}return o(E)}return L.toString=function(){return u+""},L}function f(u,d){var h=Math.max(-8,Math.min(8,Math.floor(Ji(d)/3)))*3,p=Math.pow(10,-h),m=l((u=ls(u),u.type="f",u),{suffix:Jx[8+h/3]});return function(g){return m(p*g)}}return{format:l,formatPrefix:f}}var Fc,xd,vd;OT({thousands:",",grouping:[3],currency:["$",""]});function OT(t){return Fc=IT(t),xd=Fc.format,vd=Fc.formatPrefix,Fc}function Qx(t){return Math.max(0,-Ji(Math.abs(t)))}function ev(t,e){return Math.max(0,Math.max(-8,Math.min(8,Math.floor(Ji(e)/3)))*3-Ji(Math.abs(t)))}function tv(t,e){return t=Math.abs(t),e=Math.abs(e)-t,Math.max(0,Ji(e)-Ji(t))+1}var bd=new Date,wd=new Date;function pe(t,e,n,i){function r(o){return t(o=arguments.length===0?new Date:new Date(+o)),o}return r.floor=o=>(t(o=new Date(+o)),o),r.ceil=o=>(t(o=new Date(o-1)),e(o,1),t(o),o),r.round=o=>{let s=r(o),a=r.ceil(o);return o-s<a-o?s:a},r.offset=(o,s)=>(e(o=new Date(+o),s==null?1:Math.floor(s)),o),r.range=(o,s,a)=>{let c=[];if(o=r.ceil(o),a=a==null?1:Math.floor(a),!(o<s)||!(a>0))return c;let l;do c.push(l=new Date(+o)),e(o,a),t(o);while(l<o&&o<s);return c},r.filter=o=>pe(s=>{if(s>=s)for(;t(s),!o(s);)s.setTime(s-1)},(s,a)=>{if(s>=s)if(a<0)for(;++a<=0;)for(;e(s,-1),!o(s););else for(;--a>=0;)for(;e(s,1),!o(s););}),n&&(r.count=(o,s)=>(bd.setTime(+o),wd.setTime(+s),t(bd),t(wd),Math.floor(n(bd,wd))),r.every=o=>(o=Math.floor(o),!isFinite(o)||!(o>0)?null:o>1?r.filter(i?s=>i(s)%o===0:s=>r.count(0,s)%o===0):r)),r}var Bc=pe(()=>{},(t,e)=>{t.setTime(+t+e)},(t,e)=>e-t);Bc.every=t=>(t=Math.floor(t),!isFinite(t)||!(t>0)?null:t>1?pe(e=>{e.setTime(Math.floor(e/t)*t)},(e,n)=>{e.setTime(+e+n*t)},(e,n)=>(n-e)/t):Bc);var yY=Bc.range,Zt=1e3,it=Zt*60,Xt=it*60,Kt=Xt*24,Pd=Kt*7,nv=Kt*30,_d=Kt*365,Zn=pe(t=>{t.setTime(t-t.getMilliseconds())},(t,e)=>{t.setTime(+t+e*Zt)},(t,e)=>(e-t)/Zt,t=>t.getUTCSeconds()),xY=Zn.range,Uc=pe(t=>{t.setTime(t-t.getMilliseconds()-t.getSeconds()*Zt)},(t,e)=>{t.setTime(+t+e*it)},(t,e)=>(e-t)/it,t=>t.getMinutes()),vY=Uc.range,iv=pe(t=>{t.setUTCSeconds(0,0)},(t,e)=>{t.setTime(+t+e*it)},(t,e)=>(e-t)/it,t=>t.getUTCMinutes()),bY=iv.range,jc=pe(t=>{t.setTime(t-t.getMilliseconds()-t.getSeconds()*Zt-t.getMinutes()*it)},(t,e)=>{t.setTime(+t+e*Xt)},(t,e)=>(e-t)/Xt,t=>t.getHours()),wY=jc.range,rv=pe(t=>{t.setUTCMinutes(0,0,0)},(t,e)=>{t.setTime(+t+e*Xt)},(t,e)=>(e-t)/Xt,t=>t.getUTCHours()),_Y=rv.range,Xn=pe(t=>t.setHours(0,0,0,0),(t,e)=>t.setDate(t.getDate()+e),(t,e)=>(e-t-(e.getTimezoneOffset()-t.getTimezoneOffset())*it)/Kt,t=>t.getDate()-1),PY=Xn.range,Vc=pe(t=>{t.setUTCHours(0,0,0,0)},(t,e)=>{t.setUTCDate(t.getUTCDate()+e)},(t,e)=>(e-t)/Kt,t=>t.getUTCDate()-1),CY=Vc.range,ov=pe(t=>{t.setUTCHours(0,0,0,0)},(t,e)=>{t.setUTCDate(t.getUTCDate()+e)},(t,e)=>(e-t)/Kt,t=>Math.floor(t/Kt)),SY=ov.range;function Kn(t){return pe(e=>{e.setDate(e.getDate()-(e.getDay()+7-t)%7),e.setHours(0,0,0,0)},(e,n)=>{e.setDate(e.getDate()+n*7)},(e,n)=>(n-e-(n.getTimezoneOffset()-e.getTimezoneOffset())*it)/Pd)}var fs=Kn(0),us=Kn(1),kT=Kn(2),RT=Kn(3),Jn=Kn(4),DT=Kn(5),FT=Kn(6),MY=fs.range,EY=us.range,TY=kT.range,LY=RT.range,AY=Jn.range,IY=DT.range,OY=FT.range;function Qn(t){return pe(e=>{e.setUTCDate(e.getUTCDate()-(e.getUTCDay()+7-t)%7),e.setUTCHours(0,0,0,0)},(e,n)=>{e.setUTCDate(e.getUTCDate()+n*7)},(e,n)=>(n-e)/Pd)}var Gc=Qn(0),ds=Qn(1),zT=Qn(2),NT=Qn(3),ei=Qn(4),BT=Qn(5),UT=Qn(6),kY=Gc.range,RY=ds.range,DY=zT.range,FY=NT.range,zY=ei.range,NY=BT.range,BY=UT.range,Wc=pe(t=>{t.setDate(1),t.setHours(0,0,0,0)},(t,e)=>{t.setMonth(t.getMonth()+e)},(t,e)=>e.getMonth()-t.getMonth()+(e.getFullYear()-t.getFullYear())*12,t=>t.getMonth()),UY=Wc.range,sv=pe(t=>{t.setUTCDate(1),t.setUTCHours(0,0,0,0)},(t,e)=>{t.setUTCMonth(t.getUTCMonth()+e)},(t,e)=>e.getUTCMonth()-t.getUTCMonth()+(e.getUTCFullYear()-t.getUTCFullYear())*12,t=>t.getUTCMonth()),jY=sv.range,mt=pe(t=>{t.setMonth(0,1),t.setHours(0,0,0,0)},(t,e)=>{t.setFullYear(t.getFullYear()+e)},(t,e)=>e.getFullYear()-t.getFullYear(),t=>t.getFullYear());mt.every=t=>!isFinite(t=Math.floor(t))||!(t>0)?null:pe(e=>{e.setFullYear(Math.floor(e.getFullYear()/t)*t),e.setMonth(0,1),e.setHours(0,0,0,0)},(e,n)=>{e.setFullYear(e.getFullYear()+n*t)});var VY=mt.range,Jt=pe(t=>{t.setUTCMonth(0,1),t.setUTCHours(0,0,0,0)},(t,e)=>{t.setUTCFullYear(t.getUTCFullYear()+e)},(t,e)=>e.getUTCFullYear()-t.getUTCFullYear(),t=>t.getUTCFullYear());Jt.every=t=>!isFinite(t=Math.floor(t))||!(t>0)?null:pe(e=>{e.setUTCFullYear(Math.floor(e.getUTCFullYear()/t)*t),e.setUTCMonth(0,1),e.setUTCHours(0,0,0,0)},(e,n)=>{e.setUTCFullYear(e.getUTCFullYear()+n*t)});var GY=Jt.range;function av(t,e,n,i,r,o){let s=[[Zn,1,Zt],[Zn,5,5*Zt],[Zn,15,15*Zt],[Zn,30,30*Zt],[o,1,it],[o,5,5*it],[o,15,15*it],[o,30,30*it],[r,1,Xt],[r,3,3*Xt],[r,6,6*Xt],[r,12,12*Xt],[i,1,Kt],[i,2,2*Kt],[n,1,Pd],[e,1,nv],[e,3,3*nv],[t,1,_d]];function a(l,f,u){let d=f<l;d&&([l,f]=[f,l]);let h=u&&typeof u.range=="function"?u:c(l,f,u),p=h?h.range(l,+f+1):[];return d?p.reverse():p}function c(l,f,u){let d=Math.abs(f-l)/u,h=Oc(([,,g])=>g).right(s,d);if(h===s.length)return t.every(as(l/_d,f/_d,u));if(h===0)return Bc.every(Math.max(as(l,f,u),1));let[p,m]=s[d/s[h-1][2]<s[h][2]/d?h-1:h];return p.every(m)}return[a,c]}var[WY,$Y]=av(Jt,sv,Gc,ov,rv,iv),[YY,HY]=av(mt,Wc,fs,Xn,jc,Uc);function Cd(t){if(0<=t.y&&t.y<100){var e=new Date(-1,t.m,t.d,t.H,t.M,t.S,t.L);return e.setFullYear(t.y),e}return new Date(t.y,t.m,t.d,t.H,t.M,t.S,t.L)}function Sd(t){if(0<=t.y&&t.y<100){var e=new Date(Date.UTC(-1,t.m,t.d,t.H,t.M,t.S,t.L));return e.setUTCFullYear(t.y),e}return new Date(Date.UTC(t.y,t.m,t.d,t.H,t.M,t.S,t.L))}function hs(t,e,n){return{y:t,m:e,d:n,H:0,M:0,S:0,L:0}}function jT(t){var e=t.dateTime,n=t.date,i=t.time,r=t.periods,o=t.days,s=t.shortDays,a=t.months,c=t.shortMonths,l=ps(r),f=gs(r),u=ps(o),d=gs(o),h=ps(s),p=gs(s),m=ps(a),g=gs(a),x=ps(c),b=gs(c),v={a:B,A:de,b:Ie,B:_e,c:null,d:hv,e:hv,f:fL,g:bL,G:_L,H:aL,I:cL,j:lL,L:xv,m:uL,M:dL,p:al,q:cl,Q:mv,s:yv,S:hL,u:pL,U:gL,V:mL,w:yL,W:xL,x:null,X:null,y:vL,Y:wL,Z:PL,"%":gv},y={a:ll,A:fl,b:ul,B:dl,c:null,d:pv,e:pv,f:EL,g:zL,G:BL,H:CL,I:SL,j:ML,L:bv,m:TL,M:LL,p:ks,q:Rs,Q:mv,s:yv,S:AL,u:IL,U:OL,V:kL,w:RL,W:DL,x:null,X:null,y:FL,Y:NL,Z:UL,"%":gv},w={a:C,A:L,b:E,B:T,c:O,d:uv,e:uv,f:iL,g:fv,G:lv,H:dv,I:dv,j:QT,L:nL,m:JT,M:eL,p:S,q:KT,Q:oL,s:sL,S:tL,u:YT,U:HT,V:qT,w:$T,W:ZT,x:N,X:j,y:fv,Y:lv,Z:XT,"%":rL};v.x=_(n,v),v.X=_(i,v),v.c=_(e,v),y.x=_(n,y),y.X=_(i,y),y.c=_(e,y);function _(I,R){return function(V){var A=[],De=-1,Z=0,Ge=I.length,We,wn,ch;for(V instanceof Date||(V=new Date(+V));++De<Ge;)I.charCodeAt(De)===37&&(A.push(I.slice(Z,De)),(wn=cv[We=I.charAt(++De)])!=null?We=I.charAt(++De):wn=We==="e"?" ":"0",(ch=R[We])&&(We=ch(V,wn)),A.push(We),Z=De+1);return A.push(I.slice(Z,De)),A.join("")}}function M(I,R){return function(V){var A=hs(1900,void 0,1),De=P(A,I,V+="",0),Z,Ge;if(De!=V.length)return null;if("Q"in A)return new Date(A.Q);if("s"in A)return new Date(A.s*1e3+("L"in A?A.L:0));if(R&&!("Z"in A)&&(A.Z=0),"p"in A&&(A.H=A.H%12+A.p*12),A.m===void 0&&(A.m="q"in A?A.q:0),"V"in A){if(A.V<1||A.V>53)return null;"w"in A||(A.w=1),"Z"in A?(Z=Sd(hs(A.y,0,1)),Ge=Z.getUTCDay(),Z=Ge>4||Ge===0?ds.ceil(Z):ds(Z),Z=Vc.offset(Z,(A.V-1)*7),A.y=Z.getUTCFullYear(),A.m=Z.getUTCMonth(),A.d=Z.getUTCDate()+(A.w+6)%7):(Z=Cd(hs(A.y,0,1)),Ge=Z.getDay(),Z=Ge>4||Ge===0?us.ceil(Z):us(Z),Z=Xn.offset(Z,(A.V-1)*7),A.y=Z.getFullYear(),A.m=Z.getMonth(),A.d=Z.getDate()+(A.w+6)%7)}else("W"in A||"U"in A)&&("w"in A||(A.w="u"in A?A.u%7:"W"in A?1:0),Ge="Z"in A?Sd(hs(A.y,0,1)).getUTCDay():Cd(hs(A.y,0,1)).getDay(),A.m=0,A.d="W"in A?(A.w+6)%7+A.W*7-(Ge+5)%7:A.w+A.U*7-(Ge+6)%7);return"Z"in A?(A.H+=A.Z/100|0,A.M+=A.Z%100,Sd(A)):Cd(A)}}function P(I,R,V,A){for(var De=0,Z=R.length,Ge=V.length,We,wn;De<Z;){if(A>=Ge)return-1;if(We=R.charCodeAt(De++),We===37){if(We=R.charAt(De++),wn=w[We in cv?R.charAt(De++):We],!wn||(A=wn(I,V,A))<0)return-1}else if(We!=V.charCodeAt(A++))return-1}return A}function S(I,R,V){var A=l.exec(R.slice(V));return A?(I.p=f.get(A[0].toLowerCase()),V+A[0].length):-1}function C(I,R,V){var A=h.exec(R.slice(V));return A?(I.w=p.get(A[0].toLowerCase()),V+A[0].length):-1}function L(I,R,V){var A=u.exec(R.slice(V));return A?(I.w=d.get(A[0].toLowerCase()),V+A[0].length):-1}function E(I,R,V){var A=x.exec(R.slice(V));return A?(I.m=b.get(A[0].toLowerCase()),V+A[0].length):-1}function T(I,R,V){var A=m.exec(R.slice(V));return A?(I.m=g.get(A[0].toLowerCase()),V+A[0].length):-1}function O(I,R,V){return P(I,e,R,V)}function N(I,R,V){return P(I,n,R,V)}function j(I,R,V){return P(I,i,R,V)}function B(I){return s[I.getDay()]}function de(I){return o[I.getDay()]}function Ie(I){return c[I.getMonth()]}function _e(I){return a[I.getMonth()]}function al(I){return r[+(I.getHours()>=12)]}function cl(I){return 1+~~(I.getMonth()/3)}function ll(I){return s[I.getUTCDay()]}function fl(I){return o[I.getUTCDay()]}function ul(I){return c[I.getUTCMonth()]}function dl(I){return a[I.getUTCMonth()]}function ks(I){return r[+(I.getUTCHours()>=12)]}function Rs(I){return 1+~~(I.getUTCMonth()/3)}return{format:function(I){var R=_(I+="",v);return R.toString=function(){return I},R},parse:function(I){var R=M(I+="",!1);return R.toString=function(){return I},R},utcFormat:function(I){var R=_(I+="",y);return R.toString=function(){return I},R},utcParse:function(I){var R=M(I+="",!0);return R.toString=function(){return I},R}}}var cv={"-":"",_:" ",0:"0"},xe=/^\s*\d+/,VT=/^%/,GT=/[\\^$*+?|[\]().{}]/g;function $(t,e,n){var i=t<0?"-":"",r=(i?-t:t)+"",o=r.length;return i+(o<n?new Array(n-o+1).join(e)+r:r)}function WT(t){return t.replace(GT,"\\$&")}function ps(t){return new RegExp("^(?:"+t.map(WT).join("|")+")","i")}function gs(t){return new Map(t.map((e,n)=>[e.toLowerCase(),n]))}function $T(t,e,n){var i=xe.exec(e.slice(n,n+1));return i?(t.w=+i[0],n+i[0].length):-1}function YT(t,e,n){var i=xe.exec(e.slice(n,n+1));return i?(t.u=+i[0],n+i[0].length):-1}function HT(t,e,n){var i=xe.exec(e.slice(n,n+2));return i?(t.U=+i[0],n+i[0].length):-1}function qT(t,e,n){var i=xe.exec(e.slice(n,n+2));return i?(t.V=+i[0],n+i[0].length):-1}function ZT(t,e,n){var i=xe.exec(e.slice(n,n+2));return i?(t.W=+i[0],n+i[0].length):-1}function lv(t,e,n){var i=xe.exec(e.slice(n,n+4));return i?(t.y=+i[0],n+i[0].length):-1}function fv(t,e,n){var i=xe.exec(e.slice(n,n+2));return i?(t.y=+i[0]+(+i[0]>68?1900:2e3),n+i[0].length):-1}function XT(t,e,n){var i=/^(Z)|([+-]\d\d)(?::?(\d\d))?/.exec(e.slice(n,n+6));return i?(t.Z=i[1]?0:-(i[2]+(i[3]||"00")),n+i[0].length):-1}function KT(t,e,n){var i=xe.exec(e.slice(n,n+1));return i?(t.q=i[0]*3-3,n+i[0].length):-1}function JT(t,e,n){var i=xe.exec(e.slice(n,n+2));return i?(t.m=i[0]-1,n+i[0].length):-1}function uv(t,e,n){var i=xe.exec(e.slice(n,n+2));return i?(t.d=+i[0],n+i[0].length):-1}function QT(t,e,n){var i=xe.exec(e.slice(n,n+3));return i?(t.m=0,t.d=+i[0],n+i[0].length):-1}function dv(t,e,n){var i=xe.exec(e.slice(n,n+2));return i?(t.H=+i[0],n+i[0].length):-1}function eL(t,e,n){var i=xe.exec(e.slice(n,n+2));return i?(t.M=+i[0],n+i[0].length):-1}function tL(t,e,n){var i=xe.exec(e.slice(n,n+2));return i?(t.S=+i[0],n+i[0].length):-1}function nL(t,e,n){var i=xe.exec(e.slice(n,n+3));return i?(t.L=+i[0],n+i[0].length):-1}function iL(t,e,n){var i=xe.exec(e.slice(n,n+6));return i?(t.L=Math.floor(i[0]/1e3),n+i[0].length):-1}function rL(t,e,n){var i=VT.exec(e.slice(n,n+1));return i?n+i[0].length:-1}function oL(t,e,n){var i=xe.exec(e.slice(n));return i?(t.Q=+i[0],n+i[0].length):-1}function sL(t,e,n){var i=xe.exec(e.slice(n));return i?(t.s=+i[0],n+i[0].length):-1}function hv(t,e){return $(t.getDate(),e,2)}function aL(t,e){return $(t.getHours(),e,2)}function cL(t,e){return $(t.getHours()%12||12,e,2)}function lL(t,e){return $(1+Xn.count(mt(t),t),e,3)}function xv(t,e){return $(t.getMilliseconds(),e,3)}function fL(t,e){return xv(t,e)+"000"}function uL(t,e){return $(t.getMonth()+1,e,2)}function dL(t,e){return $(t.getMinutes(),e,2)}function hL(t,e){return $(t.getSeconds(),e,2)}function pL(t){var e=t.getDay();return e===0?7:e}function gL(t,e){return $(fs.count(mt(t)-1,t),e,2)}function vv(t){var e=t.getDay();return e>=4||e===0?Jn(t):Jn.ceil(t)}function mL(t,e){return t=vv(t),$(Jn.count(mt(t),t)+(mt(t).getDay()===4),e,2)}function yL(t){return t.getDay()}function xL(t,e){return $(us.count(mt(t)-1,t),e,2)}function vL(t,e){return $(t.getFullYear()%100,e,2)}function bL(t,e){return t=vv(t),$(t.getFullYear()%100,e,2)}function wL(t,e){return $(t.getFullYear()%1e4,e,4)}function _L(t,e){var n=t.getDay();return t=n>=4||n===0?Jn(t):Jn.ceil(t),$(t.getFullYear()%1e4,e,4)}function PL(t){var e=t.getTimezoneOffset();return(e>0?"-":(e*=-1,"+"))+$(e/60|0,"0",2)+$(e%60,"0",2)}function pv(t,e){return $(t.getUTCDate(),e,2)}function CL(t,e){return $(t.getUTCHours(),e,2)}function SL(t,e){return $(t.getUTCHours()%12||12,e,2)}function ML(t,e){return $(1+Vc.count(Jt(t),t),e,3)}function bv(t,e){return $(t.getUTCMilliseconds(),e,3)}function EL(t,e){return bv(t,e)+"000"}function TL(t,e){return $(t.getUTCMonth()+1,e,2)}function LL(t,e){return $(t.getUTCMinutes(),e,2)}function AL(t,e){return $(t.getUTCSeconds(),e,2)}function IL(t){var e=t.getUTCDay();return e===0?7:e}function OL(t,e){return $(Gc.count(Jt(t)-1,t),e,2)}function wv(t){var e=t.getUTCDay();return e>=4||e===0?ei(t):ei.ceil(t)}function kL(t,e){return t=wv(t),$(ei.count(Jt(t),t)+(Jt(t).getUTCDay()===4),e,2)}function RL(t){return t.getUTCDay()}function DL(t,e){return $(ds.count(Jt(t)-1,t),e,2)}function FL(t,e){return $(t.getUTCFullYear()%100,e,2)}function zL(t,e){return t=wv(t),$(t.getUTCFullYear()%100,e,2)}function NL(t,e){return $(t.getUTCFullYear()%1e4,e,4)}function BL(t,e){var n=t.getUTCDay();return t=n>=4||n===0?ei(t):ei.ceil(t),$(t.getUTCFullYear()%1e4,e,4)}function UL(){return"+0000"}function gv(){return"%"}function mv(t){return+t}function yv(t){return Math.floor(+t/1e3)}var Qi,Te,ti,_v,Pv;jL({dateTime:"%x, %X",date:"%-m/%-d/%Y",time:"%-I:%M:%S %p",periods:["AM","PM"],days:["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"],shortDays:["Sun","Mon","Tue","Wed","Thu","Fri","Sat"],months:["January","February","March","April","May","June","July","August","September","October","November","December"],shortMonths:["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"]});function jL(t){return Qi=jT(t),Te=Qi.format,ti=Qi.parse,_v=Qi.utcFormat,Pv=Qi.utcParse,Qi}var Cv="%Y-%m-%dT%H:%M:%S.%LZ";function VL(t){return t.toISOString()}var XY=Date.prototype.toISOString?VL:_v(Cv);function GL(t){var e=new Date(t);return isNaN(e)?null:e}var KY=+new Date("2000-01-01T00:00:00.000Z")?GL:Pv(Cv);function Ev(t,e){switch(arguments.length){case 0:break;case 1:this.range(t);break;default:this.range(e).domain(t);break}return this}function Tv(t,e){switch(arguments.length){case 0:break;case 1:{typeof t=="function"?this.interpolator(t):this.range(t);break}default:{this.domain(t),typeof e=="function"?this.interpolator(e):this.range(e);break}}return this}function WL(t){return function(){return t}}function $L(t){return+t}var Sv=[0,1];function rt(t){return t}function Md(t,e){return(e-=t=+t)?function(n){return(n-t)/e}:WL(isNaN(e)?NaN:.5)}function YL(t,e){var n;return t>e&&(n=t,t=e,e=n),function(i){return Math.max(t,Math.min(e,i))}}function HL(t,e,n){var i=t[0],r=t[1],o=e[0],s=e[1];return r<i?(i=Md(r,i),o=n(s,o)):(i=Md(i,r),o=n(o,s)),function(a){return o(i(a))}}function qL(t,e,n){var i=Math.min(t.length,e.length)-1,r=new Array(i),o=new Array(i),s=-1;for(t[i]<t[0]&&(t=t.slice().reverse(),e=e.slice().reverse());++s<i;)r[s]=Md(t[s],t[s+1]),o[s]=n(e[s],e[s+1]);return function(a){var c=Vx(t,a,1,i)-1;return o[c](r[c](a))}}function Lv(t,e){return e.domain(t.domain()).range(t.range()).interpolate(t.interpolate()).clamp(t.clamp()).unknown(t.unknown())}function Av(){var t=Sv,e=Sv,n=ss,i,r,o,s=rt,a,c,l;function f(){var d=Math.min(t.length,e.length);return s!==rt&&(s=YL(t[0],t[d-1])),a=d>2?qL:HL,c=l=null,u}function u(d){return d==null||isNaN(d=+d)?o:(c||(c=a(t.map(i),e,n)))(i(s(d)))}return u.invert=function(d){return s(r((l||(l=a(e,t.map(i),pt)))(d)))},u.domain=function(d){return arguments.length?(t=Array.from(d,$L),f()):t.slice()},u.range=function(d){return arguments.length?(e=Array.from(d),f()):e.slice()},u.rangeRound=function(d){return e=Array.from(d),n=Ju,f()},u.clamp=function(d){return arguments.length?(s=d?!0:rt,f()):s!==rt},u.interpolate=function(d){return arguments.length?(n=d,f()):n},u.unknown=function(d){return arguments.length?(o=d,u):o},function(d,h){return i=d,r=h,f()}}function ZL(){return Av()(rt,rt)}function XL(t,e,n,i){var r=as(t,e,n),o;switch(i=ls(i??",f"),i.type){case"s":{var s=Math.max(Math.abs(t),Math.abs(e));return i.precision==null&&!isNaN(o=ev(r,s))&&(i.precision=o),vd(i,s)}case"":case"e":case"g":case"p":case"r":{i.precision==null&&!isNaN(o=tv(r,Math.max(Math.abs(t),Math.abs(e))))&&(i.precision=o-(i.type==="e"));break}case"f":case"%":{i.precision==null&&!isNaN(o=Qx(r))&&(i.precision=o-(i.type==="%")*2);break}}return xd(i)}function Ed(t){var e=t.domain;return t.ticks=function(n){var i=e();return Yx(i[0],i[i.length-1],n??10)},t.tickFormat=function(n,i){var r=e();return XL(r[0],r[r.length-1],n??10,i)},t.nice=function(n){n==null&&(n=10);var i=e(),r=0,o=i.length-1,s=i[r],a=i[o],c,l,f=10;for(a<s&&(l=s,s=a,a=l,l=r,r=o,o=l);f-- >0;){if(l=Ic(s,a,n),l===c)return i[r]=s,i[o]=a,e(i);if(l>0)s=Math.floor(s/l)*l,a=Math.ceil(a/l)*l;else if(l<0)s=Math.ceil(s*l)/l,a=Math.floor(a*l)/l;else break;c=l}return t},t}function Td(){var t=ZL();return t.copy=function(){return Lv(t,Td())},Ev.apply(t,arguments),Ed(t)}function Mv(t){return function(e){return e<0?-Math.pow(-e,t):Math.pow(e,t)}}function KL(t){return t<0?-Math.sqrt(-t):Math.sqrt(t)}function JL(t){return t<0?-t*t:t*t}function Iv(t){var e=t(rt,rt),n=1;function i(){return n===1?t(rt,rt):n===.5?t(KL,JL):t(Mv(n),Mv(1/n))}return e.exponent=function(r){return arguments.length?(n=+r,i()):n},Ed(e)}function $c(){var t=Iv(Av());return t.copy=function(){return Lv(t,$c()).exponent(t.exponent())},Ev.apply(t,arguments),t}function Ov(){return $c.apply(null,arguments).exponent(.5)}function kv(){var t=0,e=1,n,i,r,o,s=rt,a=!1,c;function l(u){return u==null||isNaN(u=+u)?c:s(r===0?.5:(u=(o(u)-n)*r,a?Math.max(0,Math.min(1,u)):u))}l.domain=function(u){return arguments.length?([t,e]=u,n=o(t=+t),i=o(e=+e),r=n===i?0:1/(i-n),l):[t,e]},l.clamp=function(u){return arguments.length?(a=!!u,l):a},l.interpolator=function(u){return arguments.length?(s=u,l):s};function f(u){return function(d){var h,p;return arguments.length?([h,p]=d,s=u(h,p),l):[s(0),s(1)]}}return l.range=f(ss),l.rangeRound=f(Ju),l.unknown=function(u){return arguments.length?(c=u,l):c},function(u){return o=u,n=u(t),i=u(e),r=n===i?0:1/(i-n),l}}function Rv(t,e){return e.domain(t.domain()).interpolator(t.interpolator()).clamp(t.clamp()).unknown(t.unknown())}function Ld(){var t=Ed(kv()(rt));return t.copy=function(){return Rv(t,Ld())},Tv.apply(t,arguments)}function Ad(){var t=Iv(kv());return t.copy=function(){return Rv(t,Ad()).exponent(t.exponent())},Tv.apply(t,arguments)}var QL="#fff",eA=.4,Dd="rgba(240,240,240,0.5)",tA=[Dd,"#137CBD"],nA="rgba(220,220,220,0.5)",iA=[Dd,"#f6654e"],rA=[Dd,"#00a9cc"],oA=[255,255,255,255];function sA(t){return Math.round(t*255)}function Dv(t,e){let n=Yt(t);if(!n)return console.warn("Invalid color: ",t),`rgba(255, 255, 255, ${e})`;let i=n.rgb();return`rgba(${i.r}, ${i.g}, ${i.b}, ${e})`}function ot(t){if(Array.isArray(t))return t;let e=Yt(t);if(!e)return console.warn("Invalid color: ",t),oA;let n=e.rgb();return[Math.floor(n.r),Math.floor(n.g),Math.floor(n.b),sA(e.opacity)]}function Rt(t,e){return t?ot(t):typeof e=="string"?ot(e):e}var ve=t=>t[t.length-1],Od;(function(t){t.primary="#162d3c"})(Od||(Od={}));var Fv=20,er=t=>cs(0,Fv+1).map(e=>t(e/Fv)).reverse(),kd="rgba(240,240,240,0.5)",aA=[kd,Od.primary],cA=["#f7feae","#b7e6a5","#7ccba2","#46aea0","#089099","#00718b","#045275"],lA=["#d3f2a3","#97e196","#6cc08b","#4c9b82","#217a79","#105965","#074050"],zv=["#d1eeea","#a8dbd9","#85c4c9","#68abb8","#4f90a6","#3b738f","#2a5674"],fA=zv,Nv={Blues:ve(ud),BluGrn:["#c4e6c3","#96d2a4","#6dbc90","#4da284","#36877a","#266b6e","#1d4f60"],BluYl:cA,BrwnYl:["#ede5cf","#e0c2a2","#d39c83","#c1766f","#a65461","#813753","#541f3f"],BuGn:ve(Qu),BuPu:ve(ed),Burg:["#ffc6c4","#f4a3a8","#e38191","#cc607d","#ad466c","#8b3058","#672044"],BurgYl:["#fbe6c5","#f5ba98","#ee8a82","#dc7176","#c8586c","#9c3f5d","#70284a"],Cool:er(Dx),DarkMint:["#d2fbd4","#a5dbc2","#7bbcb0","#559c9e","#3a7c89","#235d72","#123f5a"],Emrld:lA,GnBu:ve(td),Grayish:aA,Greens:ve(dd),Greys:ve(hd),Inferno:er(Nx),Magenta:["#f3cbd3","#eaa9bd","#dd88ac","#ca699d","#b14d8e","#91357d","#6c2167"],Magma:er(zx),Mint:["#e4f1e1","#b4d9cc","#89c0b6","#63a6a0","#448c8a","#287274","#0d585f"],Oranges:ve(md),OrRd:ve(nd),OrYel:["#ecda9a","#efc47e","#f3ad6a","#f7945d","#f97b57","#f66356","#ee4d5a"],Peach:["#fde0c5","#facba6","#f8b58b","#f59e72","#f2855d","#ef6a4c","#eb4a40"],Plasma:er(Bx),PinkYl:["#fef6b5","#ffdd9a","#ffc285","#ffa679","#fa8a76","#f16d7a","#e15383"],PuBu:ve(rd),PuBuGn:ve(id),PuRd:ve(od),Purp:["#f3e0f7","#e4c7f1","#d1afe8","#b998dd","#9f82ce","#826dba","#63589f"],Purples:ve(pd),PurpOr:["#f9ddda","#f2b9c4","#e597b9","#ce78b3","#ad5fad","#834ba0","#573b88"],RdPu:ve(sd),RedOr:["#f6d2a9","#f5b78e","#f19c7c","#ea8171","#dd686c","#ca5268","#b13f64"],Reds:ve(gd),Sunset:["#f3e79b","#fac484","#f8a07e","#eb7f86","#ce6693","#a059a0","#5c53a5"],SunsetDark:["#fcde9c","#faa476","#f0746e","#e34f6f","#dc3977","#b9257a","#7c1d6f"],Teal:zv,TealGrn:["#b0f2bc","#89e8ac","#67dba5","#4cc8a3","#38b2a3","#2c98a0","#257d98"],Viridis:er(Fx),Warm:er(Rx),YlGn:ve(cd),YlGnBu:ve(ad),YlOrBr:ve(ld),YlOrRd:ve(fd)},uH=Object.keys(Nv),uA="#f52020",dA="#17a5be",hA={negative:{flows:{scheme:[kd,dA]}},positive:{flows:{scheme:[kd,uA]}},locationAreas:{outline:"rgba(92,112,128,0.5)",normal:"rgba(220,220,220,0.5)"},outlineColor:"rgb(230,233,237)"};function Bv(t){return Uv(!1,t.colorScheme,t.darkMode,t.fadeEnabled,t.fadeOpacityEnabled,t.fadeAmount,pA(t.flowLinesRenderingMode))}function pA(t){return t==="animated-straight"}function Uv(t,e,n,i,r,o,s){if(t)return hA;let a;Array.isArray(e)?a=e:(a=e&&Nv[e]||fA,n&&(a=a.slice().reverse()));{let c=cs(0,Math.max(10,a.length)),l=c.length-1,f=Ld(Mc(a)).domain([0,l]);if(!i||o===0)a=c.map((u,d)=>f(d));else{let u=$c().exponent(1.5).domain([l,0]).range([0,2*o/100]);a=c.map((d,h)=>{let p=f(h),m=u(h);if(p==null||m==null)return"#000";let g=xn(p);return g.l=n?g.l-g.l*m:g.l+(100-g.l)*m,g.c=g.c-g.c*(m/4),r&&(g.opacity=g.opacity*(1-m)),g.toString()})}}return{darkMode:n,flows:{scheme:a},locationCircles:{outgoing:n?"#000":"#fff"},outlineColor:n?"#000":"rgba(255, 255, 255, 0.5)"}}function gA(t){let e=Xu,n=t.length,i=new Array(n),r=new Array(n),o=new Array(n),s=new Array(n),a,c;for(a=0;a<n;++a)c=Ht(t[a]),i[a]=c.r||0,r[a]=c.g||0,o[a]=c.b||0,s[a]=c.opacity||0;return i=e(i),r=e(r),o=e(o),s=e(s),function(l){return c.r=i(l),c.g=r(l),c.b=o(l),c.opacity=s(l),c+""}}function Id(t,e,n){let i=Ad(gA(e)).exponent(n?.5:.3333333333333333).domain(t).clamp(!0);return r=>ot(i(r))}function jv(t,e,n){let i=e?e[0]:0,r=e?e[1]:0;if(Yc(t)){let s=Id([0,r],t.positive.flows.scheme,n),a=Id([0,i],t.negative.flows.scheme,n);return c=>c>=0?s(c):a(c)}let o=Id([0,r||0],t.flows.scheme,n);return s=>o(s)}function Vv(t){return t.positive!==void 0}function Yc(t){return t.positive!==void 0}function mA(t,e){let n=t&&t.normal||nA,i=xn(n),r=ot(n);return{normal:r,connected:Rt(t&&t.connected,r),highlighted:Rt(t&&t.highlighted,Dv(i[e?"brighter":"darker"](1).toString(),.5)),selected:Rt(t&&t.selected,Dv(i[e?"brighter":"darker"](2).toString(),.8)),outline:Rt(t&&t.outline,ot(i[e?"brighter":"darker"](4).toString()))}}function Rd(t,e,n){let i=t&&t.flows&&t.flows.scheme||e,r=xn(i[i.length-1]),o=Rt(t&&t.flows&&t.flows.highlighted,ot(r[n?"brighter":"darker"](.7).toString())),s=Rt(t?.locationCircles?.empty,n?"#000":"#fff"),a=Rt(t&&t.locationCircles&&t.locationCircles.inner,r.toString());return{flows:{scheme:i,highlighted:o},locationCircles:{inner:a,outgoing:Rt(t&&t.locationCircles&&t.locationCircles.outgoing,n?"#000":"#fff"),incoming:Rt(t&&t.locationCircles&&t.locationCircles.incoming,r[n?"brighter":"darker"](1.25).toString()),highlighted:Rt(t&&t.locationCircles&&t.locationCircles.highlighted,o),empty:s,outlineEmptyMix:t?.locationCircles?.outlineEmptyMix??.4}}}function Gv(t){let e=!!(t&&t.darkMode);return{darkMode:e,locationAreas:mA(t&&t.locationAreas,e),outlineColor:ot(t&&t.outlineColor||QL),dimmedOpacity:t&&t.dimmedOpacity!=null?t.dimmedOpacity:eA}}function Wv(t){let e=Gv(t);return{...e,...Rd(t,tA,e.darkMode)}}function $v(t){let e=Gv(t);return{...e,positive:Rd(t&&t.positive,iA,e.darkMode),negative:Rd(t&&t.negative,rA,e.darkMode)}}var Yv=Uv;var Hv=[Int8Array,Uint8Array,Uint8ClampedArray,Int16Array,Uint16Array,Int32Array,Uint32Array,Float32Array,Float64Array],Fd=1,ms=8,K=new Uint32Array(96),ni=class t{static from(e){if(!e||e.byteLength===void 0||e.buffer)throw new Error("Data must be an instance of ArrayBuffer or SharedArrayBuffer.");let[n,i]=new Uint8Array(e,0,2);if(n!==219)throw new Error("Data does not appear to be in a KDBush format.");let r=i>>4;if(r!==Fd)throw new Error(`Got v${r} data when expected v${Fd}.`);let o=Hv[i&15];if(!o)throw new Error("Unrecognized array type.");let[s]=new Uint16Array(e,2,1),[a]=new Uint32Array(e,4,1);return new t(a,s,o,void 0,e)}constructor(e,n=64,i=Float64Array,r=ArrayBuffer,o){if(isNaN(e)||e<0)throw new Error(`Unexpected numItems value: ${e}.`);this.numItems=+e,this.nodeSize=Math.min(Math.max(+n,2),65535),this.ArrayType=i,this.IndexArrayType=e<65536?Uint16Array:Uint32Array;let s=Hv.indexOf(this.ArrayType),a=e*2*this.ArrayType.BYTES_PER_ELEMENT,c=e*this.IndexArrayType.BYTES_PER_ELEMENT,l=(8-c%8)%8;if(s<0)throw new Error(`Unexpected typed array class: ${i}.`);if(o)this.data=o,this.ids=new this.IndexArrayType(o,ms,e),this.coords=new i(o,ms+c+l,e*2),this._pos=e*2,this._finished=!0;else{let f=this.data=new r(ms+a+c+l);this.ids=new this.IndexArrayType(f,ms,e),this.coords=new i(f,ms+c+l,e*2),this._pos=0,this._finished=!1,new Uint8Array(f,0,2).set([219,(Fd<<4)+s]),new Uint16Array(f,2,1)[0]=n,new Uint32Array(f,4,1)[0]=e}}add(e,n){let i=this._pos>>1;return this.ids[i]=i,this.coords[this._pos++]=e,this.coords[this._pos++]=n,i}finish(){let e=this._pos>>1;if(e!==this.numItems)throw new Error(`Added ${e} items when expected ${this.numItems}.`);return Nd(this.ids,this.coords,this.nodeSize,0,this.numItems-1,0),this._finished=!0,this}range(e,n,i,r){if(!this._finished)throw new Error("Data not yet indexed - call index.finish().");let{ids:o,coords:s,nodeSize:a}=this;K[0]=0,K[1]=o.length-1,K[2]=0;let c=3,l=[];for(;c>0;){let f=K[--c],u=K[--c],d=K[--c];if(u-d<=a){for(let g=d;g<=u;g++){let x=s[2*g],b=s[2*g+1];x>=e&&x<=i&&b>=n&&b<=r&&l.push(o[g])}continue}let h=d+u>>1,p=s[2*h],m=s[2*h+1];p>=e&&p<=i&&m>=n&&m<=r&&l.push(o[h]),(f===0?e<=p:n<=m)&&(K[c++]=d,K[c++]=h-1,K[c++]=1-f),(f===0?i>=p:r>=m)&&(K[c++]=h+1,K[c++]=u,K[c++]=1-f)}return l}within(e,n,i){let r=[];return this.withinInto(e,n,i,r),r}withinInto(e,n,i,r){if(!this._finished)throw new Error("Data not yet indexed - call index.finish().");let{ids:o,coords:s,nodeSize:a}=this;K[0]=0,K[1]=o.length-1,K[2]=0;let c=3,l=0,f=i*i;for(;c>0;){let u=K[--c],d=K[--c],h=K[--c];if(d-h<=a){for(let x=h;x<=d;x++)qv(s[2*x],s[2*x+1],e,n)<=f&&(r[l++]=o[x]);continue}let p=h+d>>1,m=s[2*p],g=s[2*p+1];qv(m,g,e,n)<=f&&(r[l++]=o[p]),(u===0?e-i<=m:n-i<=g)&&(K[c++]=h,K[c++]=p-1,K[c++]=1-u),(u===0?e+i>=m:n+i>=g)&&(K[c++]=p+1,K[c++]=d,K[c++]=1-u)}return l}};function Nd(t,e,n,i,r,o){if(r-i<=n)return;let s=i+r>>1;Zv(t,e,s,i,r,o),Nd(t,e,n,i,s-1,1-o),Nd(t,e,n,s+1,r,1-o)}function Zv(t,e,n,i,r,o){for(;r>i;){if(r-i>600){let l=r-i+1,f=n-i+1,u=Math.log(l),d=.5*Math.exp(2*u/3),h=.5*Math.sqrt(u*d*(l-d)/l)*(f-l/2<0?-1:1),p=Math.max(i,Math.floor(n-f*d/l+h)),m=Math.min(r,Math.floor(n+(l-f)*d/l+h));Zv(t,e,n,p,m,o)}let s=e[2*n+o],a=i,c=r;for(ys(t,e,i,n),e[2*r+o]>s&&ys(t,e,i,r);a<c;){for(ys(t,e,a,c),a++,c--;e[2*a+o]<s;)a++;for(;e[2*c+o]>s;)c--}e[2*i+o]===s?ys(t,e,i,c):(c++,ys(t,e,c,r)),c<=n&&(i=c+1),n<=c&&(r=c-1)}}function ys(t,e,n,i){zd(t,n,i),zd(e,2*n,2*i),zd(e,2*n+1,2*i+1)}function zd(t,e,n){let i=t[e];t[e]=t[n],t[n]=i}function qv(t,e,n,i){let r=t-n,o=e-i;return r*r+o*o}var yA=class{constructor(t){this.value=t}deref(){return this.value}},xA=()=>typeof WeakRef>"u"?yA:WeakRef,Kv=xA(),vA=0,Hc=1;function xs(){return{s:vA,v:void 0,o:null,p:null}}function bA(t){return t instanceof Kv?t.deref():t}function Jv(t,e={}){let n=xs(),{resultEqualityCheck:i,maxSize:r}=e,o=r!==void 0;if(o&&(!Number.isInteger(r)||r<1))throw new TypeError(`maxSize must be a positive integer, received: ${r}`);let s=null,a=0,c,l=0,f=!1;function u(){a>=r&&(s=n,n=xs(),a=0)}function d(){let h=n,{length:p}=arguments;for(let x=0,b=p;x<b;x++){let v=arguments[x];if(typeof v=="function"||typeof v=="object"&&v!==null){let y=h.o;y===null&&(h.o=y=new WeakMap);let w=y.get(v);w===void 0?(h=xs(),y.set(v,h)):h=w}else{let y=h.p;y===null&&(h.p=y=new Map);let w=y.get(v);w===void 0?(h=xs(),y.set(v,h),a++):h=w}}if(h.s===Hc)return h.v;if(s!==null){let x=s;for(let b=0,v=p;b<v;b++){let y=arguments[b],w;if(typeof y=="function"||typeof y=="object"&&y!==null){let _=x.o;w=_!==null?_.get(y):void 0}else{let _=x.p;w=_!==null?_.get(y):void 0}if(w===void 0){x=null;break}x=w}if(x!==null&&x.s===Hc){let b=h;return b.s=Hc,b.v=x.v,u(),x.v}}let m=h,g=t.apply(null,arguments);if(l++,i){let x=bA(c);x!=null&&i(x,g)&&(g=x,l!==0&&l--),c=typeof g=="object"&&g!==null||typeof g=="function"?new Kv(g):g}return m.s=Hc,m.v=g,o&&u(),g}return d.clearCache=()=>{n=xs(),s=null,a=0,d.resetResultsCount()},d.resultsCount=()=>l,d.resetResultsCount=()=>{l=0},d}var Bd=Symbol("NOT_FOUND");function wA(t,e=`expected a function, instead received ${typeof t}`){if(typeof t!="function")throw new TypeError(e)}function _A(t,e="expected all items to be functions, instead received the following types: "){if(!t.every(n=>typeof n=="function")){let n=t.map(i=>typeof i=="function"?`function ${i.name||"unnamed"}()`:typeof i).join(", ");throw new TypeError(`${e}[${n}]`)}}var Xv=t=>Array.isArray(t)?t:[t];function PA(t){let e=Array.isArray(t[0])?t[0]:t;return _A(e,"createSelector expects all input-selectors to be functions, but received the following types: "),e}function Ud(t,...e){let n=typeof t=="function"?{memoize:t,memoizeOptions:e}:t,i=(...r)=>{let o=0,s=0,a,c={},l=r.pop();typeof l=="object"&&(c=l,l=r.pop()),wA(l,`createSelector expects an output function after the inputs, but received: [${typeof l}]`);let f={...n,...c},{memoize:u,memoizeOptions:d=[],argsMemoize:h=Jv,argsMemoizeOptions:p=[]}=f,m=Xv(d),g=Xv(p),x=PA(r),b=u(function(){return o++,l.apply(null,arguments)},...m),v=!0,y=h(function(){s++;let{length:_}=x,M=new Array(_);for(let P=0;P<_;P++)M[P]=x[P].apply(null,arguments);return a=b.apply(null,M),a},...g);return Object.assign(y,{resultFunc:l,memoizedResultFunc:b,dependencies:x,dependencyRecomputations:()=>s,resetDependencyRecomputations:()=>{s=0},lastResult:()=>a,recomputations:()=>o,resetRecomputations:()=>{o=0},memoize:u,argsMemoize:h})};return Object.assign(i,{withTypes:()=>i}),i}var z=Ud(Jv);function CA(t){let e;return{get(n){return e&&t(e.key,n)?e.value:Bd},put(n,i){e={key:n,value:i}},findMatchingEntry(n,i){let r=e;return r!==void 0&&i(r.value,n)?r:void 0},clear(){e=void 0}}}function SA(t,e){let n=[];function i(a){let c=n.findIndex(l=>e(l.key,a));if(c>-1){let l=n[c];return c>0&&(n.splice(c,1),n.unshift(l)),l.value}return Bd}function r(a,c){n.unshift({key:a,value:c}),n.length>t&&n.pop()}function o(a,c){let l=n,{length:f}=l;for(let u=0;u<f;u++){let d=l[u];if(c(d.value,a))return d}}function s(){n=[]}return{get:i,put:r,findMatchingEntry:o,clear:s}}var MA=(t,e)=>t===e;function EA(t){return function(n,i){if(n===null||i===null||n.length!==i.length)return!1;let{length:r}=n;for(let o=0;o<r;o++)if(!t(n[o],i[o]))return!1;return!0}}function Qv(t,e){let n=typeof e=="object"?e:{equalityCheck:e},{equalityCheck:i=MA,maxSize:r=1,resultEqualityCheck:o}=n,s=EA(i),a=0,c=r<=1?CA(s):SA(r,s);function l(){let f=c.get(arguments);if(f===Bd){if(f=t.apply(null,arguments),a++,o){let u=c.findMatchingEntry(f,o);u&&(f=u.value,a!==0&&a--)}c.put(arguments,f)}return f}return l.clearCache=()=>{c.clear(),l.resetResultsCount()},l.resultsCount=()=>a,l.resetResultsCount=()=>{a=0},l}var I1=lh(m1(),1);var Qt=class{constructor(e){this.getLocationId=n=>Wn(n)?n.id:this.accessors.getLocationId(n),this.getLocationName=n=>{let i;return Wn(n)&&Wi(n)?i=n.name:this.accessors.getLocationName&&(i=this.accessors.getLocationName(n)),i||(i=`${this.getLocationId(n)}`),i},this.getLocationLat=n=>Wn(n)?n.lat:this.accessors.getLocationLat(n),this.getLocationLon=n=>Wn(n)?n.lon:this.accessors.getLocationLon(n),this.getFlowOriginId=n=>yc(n)?n.origin:this.accessors.getFlowOriginId(n),this.getFlowDestId=n=>yc(n)?n.dest:this.accessors.getFlowDestId(n),this.getFlowMagnitude=n=>yc(n)?n.count:this.accessors.getFlowMagnitude(n),this.getFlowTime=n=>{let{getFlowTime:i}=this.accessors;return i?i(n):void 0},this.accessors=e}setAccessors(e){this.accessors=e}getFlowmapDataAccessors(){return this.accessors}};function y1(t){let e=new Map,n=new Map,i=new Map;for(let{zoom:u,nodes:d}of t){e.set(u,d);for(let h of d)if(Wi(h))n.set(h.id,h);else{let{id:p}=h,m=i.get(p);(m==null||m>u)&&i.set(p,u)}}let[r,o]=kc(t,u=>u.zoom);if(r==null||o==null)throw new Error("Could not determine minZoom or maxZoom");let s=new Map;for(let u of n.values()){let{zoom:d}=u,h=s.get(d);h||(h=new Map,s.set(d,h)),a(u,p=>{h?.set(p,u)})}function a(u,d){for(let h of u.children){let p=n.get(h);p?a(p,d):d(h)}}let c=(u,d=o)=>{let h=[],p=(m,g)=>{if(d>m.zoom)for(let x of m.children){let b=n.get(x);b?p(b,g):g.push(x)}else g.push(m.id)};return p(u,h),h};function l(u,d){let h=s.get(d);if(!h)return;let p=h.get(u);return p?p.id:void 0}return{availableZoomLevels:t.map(u=>+u.zoom).sort((u,d)=>qt(u,d)),getClusterNodesFor:u=>{if(u!==void 0)return e.get(u)},getClusterById:u=>n.get(u),getMinZoomForLocation:u=>i.get(u)||r,expandCluster:c,findClusterFor:l,aggregateFlows:(u,d,{getFlowOriginId:h,getFlowDestId:p,getFlowMagnitude:m},g={})=>{if(d>o)return u;let x=[],b=new Map,v=(w,_)=>`${w}:${_}`,{flowCountsMapReduce:y={map:m,reduce:(w,_)=>(w||0)+_}}=g;for(let w of u){let _=h(w),M=p(w),P=l(_,d)||_,S=l(M,d)||M,C=v(P,S);if(P===_&&S===M)x.push(w);else{let L=b.get(C);L?L.count=y.reduce(L.count,y.map(w)):(L={origin:P,dest:S,count:y.map(w),aggregate:!0},x.push(L),b.set(C,L))}}return x}}}function x1(t,{getFlowOriginId:e,getFlowDestId:n,getFlowMagnitude:i}){let r={incoming:new Map,outgoing:new Map};for(let o of t){let s=e(o),a=n(o),c=i(o);r.incoming.set(a,(r.incoming.get(a)||0)+c),r.outgoing.set(s,(r.outgoing.get(s)||0)+c)}return o=>Math.max(Math.abs(r.incoming.get(o)||0),Math.abs(r.outgoing.get(o)||0))}function v1(t,e){if(!t.length)throw new Error("No available zoom levels");return t[Math.min(Gx(t,Math.floor(e)),t.length-1)]}var RA={minZoom:0,maxZoom:16,radius:40,extent:512,nodeSize:64,makeClusterName:(t,e)=>{},makeClusterId:t=>`{[${t}]}`};function DA(t){let{index:e}=t;return e!=null}function b1(t){let{id:e}=t;return e!=null}function w1(t,e,n,i){let{getLocationLon:r,getLocationLat:o,getLocationId:s}=e,a={...RA,...i},{minZoom:c,maxZoom:l,nodeSize:f,makeClusterName:u,makeClusterId:d}=a,h=new Array(l+1),p=new Array,m=0;for(let P of t){let S=r(P),C=o(P);p.push({x:UA(S),y:jA(C),weight:n(s(P)),zoom:1/0,index:m,parentId:-1,location:P}),m++}let g=P=>{let S=new ni(P.length,f,Float32Array);for(let C=0;C<P.length;C++)S.add(P[C].x,P[C].y);return S.finish(),S.points=P,S};h[l+1]=g(p);let x=l+1;for(let P=l;P>=c;P--){let S=zA(p,P,h[x],a);S.length===p.length?(h[P]=h[x],h[x]=void 0,x=P,p=S):(x=P,p=S,h[P]=g(p))}if(h.length===0)return[];let b=h.map(P=>P?.points.length),v=Dc(b.filter(P=>P>0)),y=GA(b)??b.length-1,w=VA(t,e);if(w<m){let P=WA(b,S=>S<=w);P>=0&&(P<y&&(h[P+1]=h[y],h.splice(P+2)),y=P+1)}let _=Math.min(y,v?b.lastIndexOf(v):y),M=new Array;x=NaN;for(let P=y;P>=_;P--){let S,C=h[P];if(!C)continue;h[x]&&P<y&&(S=Rc(h[x].points,E=>E.map(T=>T.id?d(T.id):s(T.location)),E=>E.parentId));let L=[];for(let E of C.points){let{x:T,y:O,numPoints:N,location:j}=E;if(DA(E))L.push({id:s(j),zoom:P,lat:o(j),lon:r(j)});else if(b1(E)){let{id:B}=E,de=S&&S.get(B);if(!de){console.warn("Omitting cluster with no children, point:",E);continue}let Ie={id:d(B),name:u(B,N),zoom:P,lat:BA(O),lon:NA(T),children:de??[]};L.push(Ie)}}M.push({zoom:P,nodes:L}),x=P}return M}function FA(t,e,n,i,r){return{x:t,y:e,zoom:1/0,id:n,parentId:-1,numPoints:i,weight:r}}function zA(t,e,n,i){let r=[],{radius:o,extent:s}=i,a=o/(s*Math.pow(2,e));for(let c=0;c<t.length;c++){let l=t[c];if(l.zoom<=e)continue;l.zoom=e;let f=n.within(l.x,l.y,a),u=l.weight||1,d=b1(l)?l.numPoints:1,h=l.x*u,p=l.y*u,m=(c<<5)+(e+1);for(let g of f){let x=n.points[g];if(x.zoom<=e)continue;x.zoom=e;let b=x.weight||1,v=x.numPoints||1;h+=x.x*b,p+=x.y*b,u+=b,d+=v,x.parentId=m}d===1?r.push(l):(l.parentId=m,r.push(FA(h/u,p/u,m,d,u)))}return r}function NA(t){return(t-.5)*360}function BA(t){let e=(180-t*360)*Math.PI/180;return 360*Math.atan(Math.exp(e))/Math.PI-90}function UA(t){return t/360+.5}function jA(t){let e=Math.sin(t*Math.PI/180),n=.5-.25*Math.log((1+e)/(1-e))/Math.PI;return n<0?0:n>1?1:n}function VA(t,e){let{getLocationLon:n,getLocationLat:i}=e,r=new Map,o=0;for(let s of t){let a=n(s),c=i(s),l=`${a},${c}`,f=r.get(l);f||o++,r.set(l,f?f+1:1)}return o}function GA(t){let e=-1/0,n;for(let i=0;i<t.length;i++){let r=t[i];typeof r=="number"&&r>e&&(e=r,n=i)}return n}function WA(t,e){for(let n=t.length-1;n>=0;n--)if(e(t[n],n,t))return n;return-1}var _1=(t,e=0)=>{let n=e,i=new Si({...t,width:t.width+n*2,height:t.height+n*2}).getBounds();return[i[0][0],i[0][1],i[1][0],i[1][1]]};var P1=t=>{if(t)return Td().range([.025,.5]).domain([0,Math.max.apply(null,t.map(e=>Math.abs(e||0)))]).clamp(!0)},tr=t=>{if(t)return Math.max(Math.abs(t[0]||0),Math.abs(t[1]||0))},Zc=(t,e)=>{let n=tr(e);return n!==void 0&&Math.abs(t)>n},C1=(t,e)=>{let n=tr(e);return n===void 0?Math.abs(t):Math.min(Math.abs(t),n)};function S1(t,e,n,i,r){let{getLocationId:o,getLocationName:s,getLocationClusterName:a}=i,c=l=>{let f=n.get(l);return f?s?s(f):o(f)||l:`"${l}"`};for(let l of e)for(let f of l.nodes)if(Wi(f)){let u=t.expandCluster(f);if(u.sort((d,h)=>Ki(r(d),r(h))),a)f.name=a(u);else{let d=u[0],h=u.length===2?u[1]:void 0;f.name=`"${c(d)}" and ${h?`"${c(h)}"`:`${u.length-1} others`}`}}else f.name=c(f.id)}var RH=[ti("%Y-%m-%d"),ti("%Y-%m-%d %H:%M"),ti("%Y-%m-%d %H:%M:%S"),ti("%Y"),ti("%Y-%m")];var vn;(function(t){t.SECOND="SECOND",t.MINUTE="MINUTE",t.HOUR="HOUR",t.DAY="DAY",t.MONTH="MONTH",t.YEAR="YEAR"})(vn||(vn={}));var DH=Te(".%L"),$A=Te(":%S"),YA=Te("%I:%M"),HA=Te("%I %p"),qA=Te("%a %d"),FH=Te("%b %d"),ZA=Te("%b"),XA=Te("%Y");var vs=[{order:0,key:vn.SECOND,interval:Zn,format:$A,formatFull:Te("%Y-%m-%d %H:%M:%S")},{order:1,key:vn.MINUTE,interval:Uc,format:YA,formatFull:Te("%Y-%m-%d %H:%M")},{order:2,key:vn.HOUR,interval:jc,format:HA,formatFull:Te("%a %d %b %Y, %I %p")},{order:3,key:vn.DAY,interval:Xn,format:qA,formatFull:Te("%a %d %b %Y")},{order:4,key:vn.MONTH,interval:Wc,format:ZA,formatFull:Te("%b %Y")},{order:5,key:vn.YEAR,interval:mt,format:XA,formatFull:Te("%Y")}];function Hd(t){return vs.find(e=>e.key===t)}function M1(t){return vs.find(e=>e.order===t)}function E1(t){let e;for(let n of vs){let{interval:i}=n;if(i(t)<t)return e||n;e=n}return vs[vs.length-1]}var KA=20,JA=24,Xc=[255,48,48,255],_s=class{constructor(e){this.getFlowsFromProps=(n,i)=>i.flows,this.getLocationsFromProps=(n,i)=>i.locations,this.getClusterLevelsFromProps=(n,i)=>i.clusterLevels,this.getMaxTopFlowsDisplayNum=(n,i)=>n.settings.maxTopFlowsDisplayNum,this.getFlowEndpointsInViewportMode=(n,i)=>n.settings.flowEndpointsInViewportMode,this.getSelectedLocations=(n,i)=>n.filter?.selectedLocations,this.getLocationFilterMode=(n,i)=>n.filter?.locationFilterMode,this.getClusteringEnabled=(n,i)=>n.settings.clusteringEnabled,this.getLocationsEnabled=(n,i)=>n.settings.locationsEnabled,this.getLocationTotalsEnabled=(n,i)=>n.settings.locationTotalsEnabled,this.getLocationLabelsEnabled=(n,i)=>n.settings.locationLabelsEnabled,this.getZoom=(n,i)=>n.viewport.zoom,this.getViewport=(n,i)=>n.viewport,this.getSelectedTimeRange=(n,i)=>n.filter?.selectedTimeRange,this.getScaleLockEnabled=(n,i)=>n.settings.scaleLock?.enabled??!1,this.getLockedScaleDomains=(n,i)=>n.settings.scaleLock?.enabled?n.settings.scaleLock.domains:void 0,this.getColorScheme=(n,i)=>n.settings.colorScheme,this.getDarkMode=(n,i)=>n.settings.darkMode,this.getFadeEnabled=(n,i)=>n.settings.fadeEnabled,this.getFadeOpacityEnabled=(n,i)=>n.settings.fadeOpacityEnabled,this.getFadeAmount=(n,i)=>n.settings.fadeAmount,this.getFlowLinesRenderingMode=(n,i)=>n.settings.flowLinesRenderingMode,this.getFlowLineThicknessScale=(n,i)=>n.settings.flowLineThicknessScale,this.getAnimate=z(this.getFlowLinesRenderingMode,n=>n==="animated-straight"),this.getInvalidLocationIds=z(this.getLocationsFromProps,n=>{if(!n)return;let i=[];for(let r of n){let o=this.accessors.getLocationId(r),s=this.accessors.getLocationLon(r),a=this.accessors.getLocationLat(r);(!(-90<=a&&a<=90)||!(-180<=s&&s<=180))&&i.push(o)}return i.length>0?i:void 0}),this.getLocations=z(this.getLocationsFromProps,this.getInvalidLocationIds,(n,i)=>{if(!n)return;if(!i||i.length===0)return n;let r=new Set(i),o=[];for(let s of n){let a=this.accessors.getLocationId(s);r.has(a)||o.push(s)}return o}),this.getLocationIds=z(this.getLocations,n=>{if(!n)return;let i=new Set;for(let r of n)i.add(this.accessors.getLocationId(r));return i}),this.getSelectedLocationsSet=z(this.getSelectedLocations,n=>n&&n.length>0?new Set(n):void 0),this.getSortedFlowsForKnownLocations=z(this.getFlowsFromProps,this.getLocationIds,(n,i)=>{if(!i||!n)return;let r=[];for(let o of n){let s=this.accessors.getFlowOriginId(o),a=this.accessors.getFlowDestId(o);i.has(s)&&i.has(a)&&r.push(o)}return r.sort((o,s)=>Ki(Math.abs(this.accessors.getFlowMagnitude(o)),Math.abs(this.accessors.getFlowMagnitude(s))))}),this.getActualTimeExtent=z(this.getSortedFlowsForKnownLocations,n=>{if(!n)return;let i=null,r=null;for(let o of n){let s=this.accessors.getFlowTime(o);s&&((i==null||i>s)&&(i=s),(r==null||r<s)&&(r=s))}if(!(!i||!r))return[i,r]}),this.getTimeGranularityKey=z(this.getSortedFlowsForKnownLocations,this.getActualTimeExtent,(n,i)=>{if(!n||!i)return;let r=Dc(n,s=>{let a=this.accessors.getFlowTime(s);return a?E1(a).order:null});if(r==null)return;let o=M1(r);return o?o.key:void 0}),this.getTimeExtent=z(this.getActualTimeExtent,this.getTimeGranularityKey,(n,i)=>{let r=i?Hd(i):void 0;if(!n||!r?.interval)return;let{interval:o}=r;return[n[0],o.offset(o.floor(n[1]),1)]}),this.getSortedFlowsForKnownLocationsFilteredByTime=z(this.getSortedFlowsForKnownLocations,this.getTimeExtent,this.getSelectedTimeRange,(n,i,r)=>{if(n)return!i||!r||i[0]===r[0]&&i[1]===r[1]?n:n.filter(o=>{let s=this.accessors.getFlowTime(o);return s&&r[0]<=s&&s<r[1]})}),this.getLocationsHavingFlows=z(this.getSortedFlowsForKnownLocations,this.getLocations,(n,i)=>{if(!i||!n)return i;let r=new Set;for(let s of n)r.add(this.accessors.getFlowOriginId(s)),r.add(this.accessors.getFlowDestId(s));let o=[];for(let s of i)r.has(this.accessors.getLocationId(s))&&o.push(s);return o}),this.getLocationsById=z(this.getLocationsHavingFlows,n=>{if(!n)return;let i=new Map;for(let r of n)i.set(this.accessors.getLocationId(r),r);return i}),this.getLocationWeightGetter=z(this.getSortedFlowsForKnownLocations,n=>n?x1(n,this.accessors.getFlowmapDataAccessors()):void 0),this.getClusterLevels=z(this.getClusterLevelsFromProps,this.getLocationsHavingFlows,this.getLocationWeightGetter,(n,i,r)=>n||(!i||!r?void 0:w1(i,this.accessors.getFlowmapDataAccessors(),r,{maxZoom:KA}))),this.getClusterIndex=z(this.getLocationsById,this.getLocationWeightGetter,this.getClusterLevels,(n,i,r)=>{if(!n||!i||!r)return;let o=y1(r);return S1(o,r,n,this.accessors.getFlowmapDataAccessors(),i),o}),this.getAvailableClusterZoomLevels=z(this.getClusterIndex,this.getSelectedLocations,(n,i)=>{if(!n)return;let r=Number.POSITIVE_INFINITY,o=Number.NEGATIVE_INFINITY,s=a=>{let c=n.getClusterById(a);if(c)o=Math.max(o,c.zoom),r=Math.min(r,c.zoom);else{let l=n.getMinZoomForLocation(a);o=Math.max(o,l)}};if(i)for(let a of i)s(a);return n.availableZoomLevels.filter(a=>o<=a&&a<=r)}),this._getClusterZoom=z(this.getClusterIndex,this.getZoom,this.getAvailableClusterZoomLevels,(n,i,r)=>!n||!r||i==null?void 0:v1(r,i)),this.getClusterZoom=(n,i)=>{let{settings:r}=n;if(r.clusteringEnabled)return r.clusteringAuto||r.clusteringLevel==null?this._getClusterZoom(n,i):r.clusteringLevel},this.getLocationsForSearchBox=z(this.getClusteringEnabled,this.getLocationsHavingFlows,this.getSelectedLocations,this.getClusterZoom,this.getClusterIndex,(n,i,r,o,s)=>{if(!i)return;let a=Array.from(i);if(s&&r){let c=[];for(let l of r){let f=s.getClusterById(l);f&&!a.find(u=>(Wn(u)?u.id:this.accessors.getLocationId(u))===l)&&c.push(f)}c.length>0&&(a=a.concat(c))}return a}),this.getDiffMode=z(this.getFlowsFromProps,n=>{if(n){for(let i of n)if(this.accessors.getFlowMagnitude(i)<0)return!0}return!1}),this._getFlowmapColors=z(this.getDiffMode,this.getColorScheme,this.getDarkMode,this.getFadeEnabled,this.getFadeOpacityEnabled,this.getFadeAmount,this.getAnimate,Yv),this.getFlowmapColorsRGBA=z(this._getFlowmapColors,n=>Vv(n)?$v(n):Wv(n)),this.getUnknownLocations=z(this.getLocationIds,this.getFlowsFromProps,this.getSortedFlowsForKnownLocations,(n,i,r)=>{if(!n||!i||r)return;let o=new Set;for(let s of i)n.has(this.accessors.getFlowOriginId(s))||o.add(this.accessors.getFlowOriginId(s)),n.has(this.accessors.getFlowDestId(s))||o.add(this.accessors.getFlowDestId(s));return o}),this.getSortedAggregatedFilteredFlows=z(this.getClusterIndex,this.getClusteringEnabled,this.getSortedFlowsForKnownLocationsFilteredByTime,this.getClusterZoom,this.getTimeExtent,(n,i,r,o,s)=>{if(!r)return;let a;return i&&n&&o!=null?a=n.aggregateFlows(r,o,this.accessors.getFlowmapDataAccessors()):a=eI(r,this.accessors.getFlowmapDataAccessors()),a.sort((c,l)=>Ki(Math.abs(this.accessors.getFlowMagnitude(c)),Math.abs(this.accessors.getFlowMagnitude(l)))),a}),this.getExpandedSelectedLocationsSet=z(this.getClusteringEnabled,this.getSelectedLocationsSet,this.getClusterIndex,(n,i,r)=>{if(!i||!r)return i;let o=new Set;for(let s of i){let a=r.getClusterById(s);if(a){let c=r.expandCluster(a);for(let l of c)o.add(l)}else o.add(s)}return o}),this.getTotalCountsByTime=z(this.getSortedFlowsForKnownLocations,this.getTimeGranularityKey,this.getTimeExtent,this.getExpandedSelectedLocationsSet,this.getLocationFilterMode,(n,i,r,o,s)=>{let a=i?Hd(i):void 0;if(!n||!a||!r)return;let c=n.reduce((l,f)=>{if(this.isFlowInSelection(f,o,s)){let u=a.interval(this.accessors.getFlowTime(f)).getTime();l.set(u,(l.get(u)??0)+this.accessors.getFlowMagnitude(f))}return l},new Map);return Array.from(c.entries()).map(([l,f])=>({time:new Date(l),count:f}))}),this.getMaxLocationCircleSize=z(this.getLocationTotalsEnabled,n=>n?17:1),this.getViewportBoundingBox=z(this.getViewport,this.getMaxLocationCircleSize,_1),this.getLocationsForZoom=z(this.getClusteringEnabled,this.getLocationsHavingFlows,this.getClusterIndex,this.getClusterZoom,(n,i,r,o)=>n&&r?r.getClusterNodesFor(o):i),this.getLocationTotals=z(this.getLocationsForZoom,this.getSortedAggregatedFilteredFlows,this.getSelectedLocationsSet,this.getLocationFilterMode,(n,i,r,o)=>{if(!i)return;let s=new Map,a=(c,l)=>{let f=s.get(c)??{incomingCount:0,outgoingCount:0,internalCount:0};return l.incomingCount!=null&&(f.incomingCount+=l.incomingCount),l.outgoingCount!=null&&(f.outgoingCount+=l.outgoingCount),l.internalCount!=null&&(f.internalCount+=l.internalCount),f};for(let c of i)if(this.isFlowInSelection(c,r,o)){let l=this.accessors.getFlowOriginId(c),f=this.accessors.getFlowDestId(c),u=this.accessors.getFlowMagnitude(c);l===f?s.set(l,a(l,{internalCount:u})):(s.set(l,a(l,{outgoingCount:u})),s.set(f,a(f,{incomingCount:u})))}return s}),this.getLocationsTree=z(this.getLocationsForZoom,n=>{if(!n)return;let i=Array.isArray(n)?n:Array.from(n),r=new ni(i.length,64,Float32Array);for(let o=0;o<i.length;o++){let s=i[o];r.add(bs(this.accessors.getLocationLon(s)),ws(this.accessors.getLocationLat(s)))}return r.finish(),r.points=i,r}),this._getLocationIdsInViewport=z(this.getLocationsTree,this.getViewportBoundingBox,(n,i)=>{let r=this._getLocationsInBboxIndices(n,i);if(r)return new Set(r.map(o=>this.accessors.getLocationId(n.points[o])))}),this.getLocationIdsInViewport=Ud({memoize:Qv,memoizeOptions:{equalityCheck:(n,i)=>{if(n===i)return!0;if(n==null||i==null||n.size!==i.size)return!1;for(let r of n)if(!i.has(r))return!1;return!0}}})(this._getLocationIdsInViewport,n=>{if(n)return n}),this.getTotalUnfilteredCount=z(this.getSortedFlowsForKnownLocations,n=>{if(n)return n.reduce((i,r)=>i+this.accessors.getFlowMagnitude(r),0)}),this.getTotalFilteredCount=z(this.getSortedAggregatedFilteredFlows,this.getSelectedLocationsSet,this.getLocationFilterMode,(n,i,r)=>n?n.reduce((s,a)=>this.isFlowInSelection(a,i,r)?s+this.accessors.getFlowMagnitude(a):s,0):void 0),this._getLocationTotalsExtent=z(this.getLocationTotals,n=>L1(n,void 0)),this._getLocationTotalsForViewportExtent=z(this.getLocationTotals,this.getLocationIdsInViewport,(n,i)=>L1(n,i)),this.getCurrentLocationTotalsExtent=(n,i)=>n.settings.adaptiveScalesEnabled?this._getLocationTotalsForViewportExtent(n,i):this._getLocationTotalsExtent(n,i),this.getLocationTotalsExtent=(n,i)=>this.getLockedScaleDomains(n,i)?.locationTotals??this.getCurrentLocationTotalsExtent(n,i),this.getFlowsForFlowmapLayer=z(this.getSortedAggregatedFilteredFlows,this.getLocationIdsInViewport,this.getSelectedLocationsSet,this.getLocationFilterMode,this.getMaxTopFlowsDisplayNum,this.getFlowEndpointsInViewportMode,(n,i,r,o,s,a)=>{if(!n||!i)return;let c=[],l=0;for(let f of n){let u=this.accessors.getFlowOriginId(f),d=this.accessors.getFlowDestId(f),h=i.has(u),p=i.has(d);if((a==="both"?h&&p:h||p)&&this.isFlowInSelection(f,r,o)&&u!==d&&(c.push(f),l++),l>s)break}return c.reverse()}),this._getFlowMagnitudeExtent=z(this.getSortedAggregatedFilteredFlows,this.getSelectedLocationsSet,this.getLocationFilterMode,(n,i,r)=>{if(!n)return;let o;for(let s of n)if(this.accessors.getFlowOriginId(s)!==this.accessors.getFlowDestId(s)&&this.isFlowInSelection(s,i,r)){let a=this.accessors.getFlowMagnitude(s);o==null?o=[a,a]:(a<o[0]&&(o[0]=a),a>o[1]&&(o[1]=a))}return o}),this._getAdaptiveFlowMagnitudeExtent=z(this.getFlowsForFlowmapLayer,n=>{if(!n)return;let i=kc(n,this.accessors.getFlowMagnitude);return i[0]!==void 0&&i[1]!==void 0?i:void 0}),this.getCurrentFlowMagnitudeExtent=(n,i)=>n.settings.adaptiveScalesEnabled?this._getAdaptiveFlowMagnitudeExtent(n,i):this._getFlowMagnitudeExtent(n,i),this.getFlowMagnitudeExtent=(n,i)=>this.getLockedScaleDomains(n,i)?.flowMagnitude??this.getCurrentFlowMagnitudeExtent(n,i),this.getLocationMaxAbsTotalGetter=z(this.getLocationTotals,n=>i=>{let r=n?.get(i);if(r)return Math.max(Math.abs(r.incomingCount+r.internalCount),Math.abs(r.outgoingCount+r.internalCount))}),this.getFlowThicknessScale=z(this.getFlowMagnitudeExtent,P1),this.getCircleSizeScale=z(this.getMaxLocationCircleSize,this.getLocationTotalsEnabled,this.getLocationTotalsExtent,(n,i,r)=>{if(!i)return()=>n;if(r)return Ov().range([0,n]).domain([0,Math.max.apply(null,r.map(o=>Math.abs(o||0)))]).clamp(!0)}),this.getInCircleSizeGetter=z(this.getCircleSizeScale,this.getLocationTotals,(n,i)=>r=>{let o=i?.get(r);return o&&n&&n(Math.abs(o.incomingCount+o.internalCount))||0}),this.getOutCircleSizeGetter=z(this.getCircleSizeScale,this.getLocationTotals,(n,i)=>r=>{let o=i?.get(r);return o&&n&&n(Math.abs(o.outgoingCount+o.internalCount))||0}),this.getSortedLocationsForZoom=z(this.getLocationsForZoom,this.getInCircleSizeGetter,this.getOutCircleSizeGetter,(n,i,r)=>n?[...n].sort((s,a)=>{let c=this.accessors.getLocationId(s),l=this.accessors.getLocationId(a);return qt(Math.max(i(c),r(c)),Math.max(i(l),r(l)))}):void 0),this.getLocationsForFlowmapLayer=z(this.getSortedLocationsForZoom,n=>n),this.getLocationsForFlowmapLayerById=z(this.getLocationsForFlowmapLayer,n=>{if(n)return n.reduce((i,r)=>(i.set(this.accessors.getLocationId(r),r),i),new Map)}),this.getLocationOrClusterByIdGetter=z(this.getClusterIndex,this.getLocationsById,(n,i)=>r=>n?.getClusterById(r)??i?.get(r)),this.getLayersData=z(this.getLocationsForFlowmapLayer,this.getFlowsForFlowmapLayer,this.getFlowmapColorsRGBA,this.getLocationTotals,this.getLocationsForFlowmapLayerById,this.getLocationIdsInViewport,this.getInCircleSizeGetter,this.getOutCircleSizeGetter,this.getFlowThicknessScale,this.getFlowLineThicknessScale,this.getFlowMagnitudeExtent,this.getLocationTotalsExtent,this.getLocationTotalsEnabled,this.getMaxLocationCircleSize,this.getScaleLockEnabled,this.getLockedScaleDomains,this.getViewport,this.getFlowLinesRenderingMode,this.getLocationsEnabled,this.getLocationLabelsEnabled,(n,i,r,o,s,a,c,l,f,u,d,h,p,m,g,x,b,v,y,w)=>this._prepareLayersData(n,i,r,o,s,a,c,l,f,u,d,h,p,m,g,x,b,v,y,w)),this.accessors=new Qt(e),this.setAccessors(e)}setAccessors(e){this.accessors=new Qt(e)}getAggregateAccessors(){return this.accessors}prepareLayersData(e,n){let i=this.getLocationsForFlowmapLayer(e,n)||[],r=this.getFlowsForFlowmapLayer(e,n)||[],o=this.getFlowmapColorsRGBA(e,n),s=this.getLocationTotals(e,n),a=this.getLocationsForFlowmapLayerById(e,n),c=this.getLocationIdsInViewport(e,n),l=this.getInCircleSizeGetter(e,n),f=this.getOutCircleSizeGetter(e,n),u=this.getFlowThicknessScale(e,n),d=this.getFlowLineThicknessScale(e,n),h=this.getFlowMagnitudeExtent(e,n),p=this.getLocationTotalsExtent(e,n),m=this.getLocationTotalsEnabled(e,n),g=this.getMaxLocationCircleSize(e,n),x=this.getScaleLockEnabled(e,n),b=this.getLockedScaleDomains(e,n),v=this.getLocationsEnabled(e,n),y=this.getLocationLabelsEnabled(e,n),w=this.getViewport(e,n);return this._prepareLayersData(i,r,o,s,a,c,l,f,u,d,h,p,m,g,x,b,w,e.settings.flowLinesRenderingMode,v,y)}_prepareLayersData(e,n,i,r,o,s,a,c,l,f,u,d,h,p,m,g,x,b,v,y){e||(e=[]),n||(n=[]);let{getFlowOriginId:w,getFlowDestId:_,getFlowMagnitude:M,getLocationId:P,getLocationLon:S,getLocationLat:C,getLocationName:L}=this.accessors,E=jv(i,u,b==="animated-straight"),T=m&&g?.flowMagnitude?g.flowMagnitude:void 0,O=Float64Array.from((function*(){for(let I of e)yield S(I),yield C(I),yield 0})()),N=Yc(i)?i.positive.locationCircles.inner:i.locationCircles.inner,j=Yc(i)?i.positive.locationCircles:i.locationCircles,B=m&&g?.locationTotals?g.locationTotals:void 0,de=Uint8Array.from((function*(){for(let I of e){let R=P(I);yield*T1(r?.get(R),B)?Xc:N}})()),Ie=Float32Array.from((function*(){for(let I of e){let R=P(I);yield T1(r?.get(R),B)?1:0}})()),_e=Float32Array.from((function*(){for(let I of e){let R=P(I);yield s?.has(R)?a(R):1}})()),al=Float32Array.from((function*(){for(let I of e){let R=P(I);yield s?.has(R)?c(R):1}})()),cl=Float64Array.from((function*(){for(let I of n){let R=o?.get(w(I));yield R?S(R):0,yield R?C(R):0,yield 0}})()),ll=Float64Array.from((function*(){for(let I of n){let R=o?.get(_(I));yield R?S(R):0,yield R?C(R):0,yield 0}})()),fl=Float32Array.from((function*(){for(let I of n){let R=M(I);yield l&&l(C1(R,T))||0}})()),ul=Float32Array.from((function*(){for(let I of n){if(!v){yield 0,yield 0;continue}let R=w(I),V=_(I);yield Math.max(a(R),c(R)),yield Math.max(a(V),c(V))}})()),dl=Uint8Array.from((function*(){for(let I of n){let R=M(I);yield*Zc(R,T)?Xc:E(R)}})()),ks=b==="animated-straight"?Float32Array.from((function*(){for(let I of n)yield new I1.alea(`${w(I)}-${_(I)}`)()})()):void 0,Rs=b==="curved"?tI(n,x,o,w,_,S,C):void 0;return{circleAttributes:{length:e.length,attributes:{getPosition:{value:O,size:3},getColor:{value:de,size:4},getInRadius:{value:_e,size:1},getOutRadius:{value:al,size:1},getOutOfScale:{value:Ie,size:1}}},lineAttributes:{length:n.length,attributes:{getSourcePosition:{value:cl,size:3},getTargetPosition:{value:ll,size:3},getThickness:{value:fl,size:1},getColor:{value:dl,size:4},getEndpointOffsets:{value:ul,size:2},...ks?{getStaggering:{value:ks,size:1}}:{},...Rs?{getCurveOffset:{value:Rs,size:1}}:{}}},...y?{locationLabels:e.map(L)}:void 0,scaleDomains:{...u?{flowMagnitude:u}:{},...d?{locationTotals:d}:{}},scaleState:QA({locked:m,flowMagnitudeExtent:u,locationTotalsExtent:d,locationTotalsEnabled:h,maxLocationCircleSize:p,flowThicknessScale:l,flowLineThicknessScale:f,flowColorScale:E,outOfScaleFlowDomain:T,outOfScaleCircleDomain:B,circleLegendColors:j})}}getLocationsInBbox(e,n){if(e)return this._getLocationsInBboxIndices(e,n).map(i=>e.points[i])}_getLocationsInBboxIndices(e,n){if(!e)return;let[i,r,o,s]=n,[a,c,l,f]=[bs(i),ws(r),bs(o),ws(s)];return e.range(Math.min(a,l),Math.min(c,f),Math.max(a,l),Math.max(c,f))}isFlowInSelection(e,n,i){let r=this.accessors.getFlowOriginId(e),o=this.accessors.getFlowDestId(e);if(n)switch(i){case Gn.ALL:return n.has(r)||n.has(o);case Gn.BETWEEN:return n.has(r)&&n.has(o);case Gn.INCOMING:return n.has(o);case Gn.OUTGOING:return n.has(r)}return!0}};function QA({locked:t,flowMagnitudeExtent:e,locationTotalsExtent:n,locationTotalsEnabled:i,maxLocationCircleSize:r,flowThicknessScale:o,flowLineThicknessScale:s,flowColorScale:a,outOfScaleFlowDomain:c,outOfScaleCircleDomain:l,circleLegendColors:f}){let u=tr(e),d=JA*s,h=u!==void 0&&o?[0,u/2,u].map(g=>({magnitude:g,thickness:(o(g)||0)*d,color:a(g)})):void 0,p=tr(n);if(!h&&!(i&&p!==void 0))return;let m=h?.[h.length-1]?.thickness??0;return{locked:t,domains:{...e?{flowMagnitude:e}:{},...n?{locationTotals:n}:{}},...h&&e?{flowThickness:{domain:e,thicknessRange:[h[0]?.thickness??0,m],samples:h,...c?{outOfScale:{color:Xc,magnitude:tr(c)??0,thickness:m}}:{}}}:{},...i&&p!==void 0&&n?{locationCircles:{domain:n,radiusRange:[0,r],colors:{incoming:f.inner,outgoing:f.outgoing,empty:f.empty},...l?{outOfScale:{color:Xc,magnitude:p,radius:r}}:{}}}:{}}}function T1(t,e){return!!(t&&(Zc(t.incomingCount+t.internalCount,e)||Zc(t.outgoingCount+t.internalCount,e)))}function L1(t,e){if(!t)return;let n;for(let[i,{incomingCount:r,outgoingCount:o,internalCount:s}]of t.entries())if(e==null||e.has(i)){let a=Math.min(r+s,o+s,s),c=Math.max(r+s,o+s,s);n?(a<n[0]&&(n[0]=a),c>n[1]&&(n[1]=c)):n=[a,c]}return n}function bs(t){return t/360+.5}function ws(t){let e=Math.sin(t*Math.PI/180),n=.5-.25*Math.log((1+e)/(1-e))/Math.PI;return n<0?0:n>1?1:n}function eI(t,e){let n=Rc(t,r=>{let o=e.getFlowOriginId(r[0]),s=e.getFlowDestId(r[0]);return{aggregate:!0,origin:o,dest:s,count:r.reduce((c,l)=>{let f=e.getFlowMagnitude(l);return f&&!isNaN(f)&&isFinite(f)?c+f:c},0)}},e.getFlowOriginId,e.getFlowDestId),i=[];for(let r of n.values())for(let o of r.values())i.push(o);return i}function Kc(t,e){let{getInRadius:n,getOutRadius:i}=t.attributes;return Math.max(n.value[e],i.value[e])}function qd(t,e){let{getPosition:n}=t.attributes,i=e*n.size;return[n.value[i],n.value[i+1]]}function O1(t,e){let{getColor:n,getCurveOffset:i,getEndpointOffsets:r,getSourcePosition:o,getTargetPosition:s,getThickness:a,getStaggering:c}=t.attributes;return{length:1,attributes:{getColor:{value:n.value.subarray(e*4,(e+1)*4),size:4},getEndpointOffsets:{value:r.value.subarray(e*2,(e+1)*2),size:2},getSourcePosition:{value:o.value.subarray(e*o.size,(e+1)*o.size),size:o.size},getTargetPosition:{value:s.value.subarray(e*s.size,(e+1)*s.size),size:s.size},getThickness:{value:a.value.subarray(e,e+1),size:1},...c?{getStaggering:{value:c.value.subarray(e,e+1),size:1}}:void 0,...i?{getCurveOffset:{value:i.value.subarray(e,e+1),size:1}}:void 0}}}function tI(t,e,n,i,r,o,s){let a=new Float32Array(t.length),c=new Map,l=512*Math.pow(2,e.zoom??0);return t.forEach((f,u)=>{let d=i(f),h=r(f),p=n?.get(d),m=n?.get(h);if(!p||!m)return;let g=o(p),x=s(p),b=o(m),v=s(m),y=bs(g)*l,w=ws(x)*l,_=bs(b)*l,M=ws(v)*l,P=y,S=w,C=_,L=M;(P>C||P===C&&S>L)&&([P,C]=[C,P],[S,L]=[L,S]);let E=C-P,T=L-S,O=Math.hypot(E,T);if(!isFinite(O)||O<1)return;let N=(Math.atan2(T,E)%Math.PI+Math.PI)%Math.PI,j=(P*L-S*C)/O,B=[Math.round(N/(6*Math.PI/180)),Math.round(j/18),Math.round(O/24)].join(":"),de=c.get(B)??[];de.push({index:u,originId:d,destId:h,sx:y,sy:w,tx:_,ty:M,chordLengthPx:O}),c.set(B,de)}),c.forEach(f=>{f.sort((u,d)=>{let h=A1(u.originId,d.originId);if(h!==0)return h;let p=A1(u.destId,d.destId);return p!==0?p:u.index-d.index}).forEach((u,d)=>{let h=Math.min(72,u.chordLengthPx*.35);a[u.index]=Math.min(h,(d+1)*18)})}),a}function A1(t,e){if(typeof t=="number"&&typeof e=="number")return t-e;let n=String(t),i=String(e);return n<i?-1:n>i?1:0}var ue=1e-6,G1=1e-12,X=Math.PI,Le=X/2,Qc=X/4,oi=X*2,Zd=180/X,tn=X/180,Ae=Math.abs,Ts=Math.atan,rl=Math.atan2,oe=Math.cos;var W1=Math.exp;var $1=Math.log;var q=Math.sin,nI=Math.sign||function(t){return t>0?1:t<0?-1:0},ol=Math.sqrt,Y1=Math.tan;function iI(t){return t>1?0:t<-1?X:Math.acos(t)}function si(t){return t>1?Le:t<-1?-Le:Math.asin(t)}function nr(){}function el(t,e){t&&R1.hasOwnProperty(t.type)&&R1[t.type](t,e)}var k1={Feature:function(t,e){el(t.geometry,e)},FeatureCollection:function(t,e){for(var n=t.features,i=-1,r=n.length;++i<r;)el(n[i].geometry,e)}},R1={Sphere:function(t,e){e.sphere()},Point:function(t,e){t=t.coordinates,e.point(t[0],t[1],t[2])},MultiPoint:function(t,e){for(var n=t.coordinates,i=-1,r=n.length;++i<r;)t=n[i],e.point(t[0],t[1],t[2])},LineString:function(t,e){Kd(t.coordinates,e,0)},MultiLineString:function(t,e){for(var n=t.coordinates,i=-1,r=n.length;++i<r;)Kd(n[i],e,0)},Polygon:function(t,e){D1(t.coordinates,e)},MultiPolygon:function(t,e){for(var n=t.coordinates,i=-1,r=n.length;++i<r;)D1(n[i],e)},GeometryCollection:function(t,e){for(var n=t.geometries,i=-1,r=n.length;++i<r;)el(n[i],e)}};function Kd(t,e,n){var i=-1,r=t.length-n,o;for(e.lineStart();++i<r;)o=t[i],e.point(o[0],o[1],o[2]);e.lineEnd()}function D1(t,e){var n=-1,i=t.length;for(e.polygonStart();++n<i;)Kd(t[n],e,1);e.polygonEnd()}function rI(t,e){t&&k1.hasOwnProperty(t.type)?k1[t.type](t,e):el(t,e)}var tl=new gt,F1=new gt,H1,q1,Jd,Qd,eh,nn={point:nr,lineStart:nr,lineEnd:nr,polygonStart:function(){tl=new gt,nn.lineStart=oI,nn.lineEnd=sI},polygonEnd:function(){var t=+tl;F1.add(t<0?oi+t:t),this.lineStart=this.lineEnd=this.point=nr},sphere:function(){F1.add(oi)}};function oI(){nn.point=aI}function sI(){Z1(H1,q1)}function aI(t,e){nn.point=Z1,H1=t,q1=e,t*=tn,e*=tn,Jd=t,Qd=oe(e=e/2+Qc),eh=q(e)}function Z1(t,e){t*=tn,e*=tn,e=e/2+Qc;var n=t-Jd,i=n>=0?1:-1,r=i*n,o=oe(e),s=q(e),a=eh*s,c=Qd*o+a*oe(r),l=a*i*q(r);tl.add(rl(l,c)),Jd=t,Qd=o,eh=s}function cI(t){return[rl(t[1],t[0]),si(t[2])]}function th(t){var e=t[0],n=t[1],i=oe(n);return[i*oe(e),i*q(e),q(n)]}function nl(t,e){return[t[1]*e[2]-t[2]*e[1],t[2]*e[0]-t[0]*e[2],t[0]*e[1]-t[1]*e[0]]}function nh(t){var e=ol(t[0]*t[0]+t[1]*t[1]+t[2]*t[2]);t[0]/=e,t[1]/=e,t[2]/=e}var ee,je,re,qe,ri,X1,K1,ir,Ps,bn,rn,en={point:ih,lineStart:z1,lineEnd:N1,polygonStart:function(){en.point=Q1,en.lineStart=lI,en.lineEnd=fI,Ps=new gt,nn.polygonStart()},polygonEnd:function(){nn.polygonEnd(),en.point=ih,en.lineStart=z1,en.lineEnd=N1,tl<0?(ee=-(re=180),je=-(qe=90)):Ps>ue?qe=90:Ps<-ue&&(je=-90),rn[0]=ee,rn[1]=re},sphere:function(){ee=-(re=180),je=-(qe=90)}};function ih(t,e){bn.push(rn=[ee=t,re=t]),e<je&&(je=e),e>qe&&(qe=e)}function J1(t,e){var n=th([t*tn,e*tn]);if(ir){var i=nl(ir,n),r=[i[1],-i[0],0],o=nl(r,i);nh(o),o=cI(o);var s=t-ri,a=s>0?1:-1,c=o[0]*Zd*a,l,f=Ae(s)>180;f^(a*ri<c&&c<a*t)?(l=o[1]*Zd,l>qe&&(qe=l)):(c=(c+360)%360-180,f^(a*ri<c&&c<a*t)?(l=-o[1]*Zd,l<je&&(je=l)):(e<je&&(je=e),e>qe&&(qe=e))),f?t<ri?He(ee,t)>He(ee,re)&&(re=t):He(t,re)>He(ee,re)&&(ee=t):re>=ee?(t<ee&&(ee=t),t>re&&(re=t)):t>ri?He(ee,t)>He(ee,re)&&(re=t):He(t,re)>He(ee,re)&&(ee=t)}else bn.push(rn=[ee=t,re=t]);e<je&&(je=e),e>qe&&(qe=e),ir=n,ri=t}function z1(){en.point=J1}function N1(){rn[0]=ee,rn[1]=re,en.point=ih,ir=null}function Q1(t,e){if(ir){var n=t-ri;Ps.add(Ae(n)>180?n+(n>0?360:-360):n)}else X1=t,K1=e;nn.point(t,e),J1(t,e)}function lI(){nn.lineStart()}function fI(){Q1(X1,K1),nn.lineEnd(),Ae(Ps)>ue&&(ee=-(re=180)),rn[0]=ee,rn[1]=re,ir=null}function He(t,e){return(e-=t)<0?e+360:e}function uI(t,e){return t[0]-e[0]}function B1(t,e){return t[0]<=t[1]?t[0]<=e&&e<=t[1]:e<t[0]||t[1]<e}function eb(t){var e,n,i,r,o,s,a;if(qe=re=-(ee=je=1/0),bn=[],rI(t,en),n=bn.length){for(bn.sort(uI),e=1,i=bn[0],o=[i];e<n;++e)r=bn[e],B1(i,r[0])||B1(i,r[1])?(He(i[0],r[1])>He(i[0],i[1])&&(i[1]=r[1]),He(r[0],i[1])>He(i[0],i[1])&&(i[0]=r[0])):o.push(i=r);for(s=-1/0,n=o.length-1,e=0,i=o[n];e<=n;i=r,++e)r=o[e],(a=He(i[1],r[0]))>s&&(s=a,ee=r[0],re=i[1])}return bn=rn=null,ee===1/0||je===1/0?[[NaN,NaN],[NaN,NaN]]:[[ee,je],[re,qe]]}function U1(t,e){return Ae(t)>X&&(t-=Math.round(t/oi)*oi),[t,e]}U1.invert=U1;function dI(){var t=[],e;return{point:function(n,i,r){e.push([n,i,r])},lineStart:function(){t.push(e=[])},lineEnd:nr,rejoin:function(){t.length>1&&t.push(t.pop().concat(t.shift()))},result:function(){var n=t;return t=[],e=null,n}}}function hI(t,e){return Ae(t[0]-e[0])<ue&&Ae(t[1]-e[1])<ue}function Jc(t,e,n,i){this.x=t,this.z=e,this.o=n,this.e=i,this.v=!1,this.n=this.p=null}function pI(t,e,n,i,r){var o=[],s=[],a,c;if(t.forEach(function(p){if(!((m=p.length-1)<=0)){var m,g=p[0],x=p[m],b;if(hI(g,x)){if(!g[2]&&!x[2]){for(r.lineStart(),a=0;a<m;++a)r.point((g=p[a])[0],g[1]);r.lineEnd();return}x[0]+=2*ue}o.push(b=new Jc(g,p,null,!0)),s.push(b.o=new Jc(g,null,b,!1)),o.push(b=new Jc(x,p,null,!1)),s.push(b.o=new Jc(x,null,b,!0))}}),!!o.length){for(s.sort(e),j1(o),j1(s),a=0,c=s.length;a<c;++a)s[a].e=n=!n;for(var l=o[0],f,u;;){for(var d=l,h=!0;d.v;)if((d=d.n)===l)return;f=d.z,r.lineStart();do{if(d.v=d.o.v=!0,d.e){if(h)for(a=0,c=f.length;a<c;++a)r.point((u=f[a])[0],u[1]);else i(d.x,d.n.x,1,r);d=d.n}else{if(h)for(f=d.p.z,a=f.length-1;a>=0;--a)r.point((u=f[a])[0],u[1]);else i(d.x,d.p.x,-1,r);d=d.p}d=d.o,f=d.z,h=!h}while(!d.v);r.lineEnd()}}}function j1(t){if(e=t.length){for(var e,n=0,i=t[0],r;++n<e;)i.n=r=t[n],r.p=i,i=r;i.n=r=t[0],r.p=i}}function Xd(t){return Ae(t[0])<=X?t[0]:nI(t[0])*((Ae(t[0])+X)%oi-X)}function gI(t,e){var n=Xd(e),i=e[1],r=q(i),o=[q(n),-oe(n),0],s=0,a=0,c=new gt;r===1?i=Le+ue:r===-1&&(i=-Le-ue);for(var l=0,f=t.length;l<f;++l)if(d=(u=t[l]).length)for(var u,d,h=u[d-1],p=Xd(h),m=h[1]/2+Qc,g=q(m),x=oe(m),b=0;b<d;++b,p=y,g=_,x=M,h=v){var v=u[b],y=Xd(v),w=v[1]/2+Qc,_=q(w),M=oe(w),P=y-p,S=P>=0?1:-1,C=S*P,L=C>X,E=g*_;if(c.add(rl(E*S*q(C),x*M+E*oe(C))),s+=L?P+S*oi:P,L^p>=n^y>=n){var T=nl(th(h),th(v));nh(T);var O=nl(o,T);nh(O);var N=(L^P>=0?-1:1)*si(O[2]);(i>N||i===N&&(T[0]||T[1]))&&(a+=L^P>=0?1:-1)}}return(s<-ue||s<ue&&c<-G1)^a&1}function mI(t,e,n,i){return function(r){var o=e(r),s=dI(),a=e(s),c=!1,l,f,u,d={point:h,lineStart:m,lineEnd:g,polygonStart:function(){d.point=x,d.lineStart=b,d.lineEnd=v,f=[],l=[]},polygonEnd:function(){d.point=h,d.lineStart=m,d.lineEnd=g,f=Hx(f);var y=gI(l,i);f.length?(c||(r.polygonStart(),c=!0),pI(f,xI,y,n,r)):y&&(c||(r.polygonStart(),c=!0),r.lineStart(),n(null,null,1,r),r.lineEnd()),c&&(r.polygonEnd(),c=!1),f=l=null},sphere:function(){r.polygonStart(),r.lineStart(),n(null,null,1,r),r.lineEnd(),r.polygonEnd()}};function h(y,w){t(y,w)&&r.point(y,w)}function p(y,w){o.point(y,w)}function m(){d.point=p,o.lineStart()}function g(){d.point=h,o.lineEnd()}function x(y,w){u.push([y,w]),a.point(y,w)}function b(){a.lineStart(),u=[]}function v(){x(u[0][0],u[0][1]),a.lineEnd();var y=a.clean(),w=s.result(),_,M=w.length,P,S,C;if(u.pop(),l.push(u),u=null,!!M){if(y&1){if(S=w[0],(P=S.length-1)>0){for(c||(r.polygonStart(),c=!0),r.lineStart(),_=0;_<P;++_)r.point((C=S[_])[0],C[1]);r.lineEnd()}return}M>1&&y&2&&w.push(w.pop().concat(w.shift())),f.push(w.filter(yI))}}return d}}function yI(t){return t.length>1}function xI(t,e){return((t=t.x)[0]<0?t[1]-Le-ue:Le-t[1])-((e=e.x)[0]<0?e[1]-Le-ue:Le-e[1])}var KH=mI(function(){return!0},vI,wI,[-X,-Le]);function vI(t){var e=NaN,n=NaN,i=NaN,r;return{lineStart:function(){t.lineStart(),r=1},point:function(o,s){var a=o>0?X:-X,c=Ae(o-e);Ae(c-X)<ue?(t.point(e,n=(n+s)/2>0?Le:-Le),t.point(i,n),t.lineEnd(),t.lineStart(),t.point(a,n),t.point(o,n),r=0):i!==a&&c>=X&&(Ae(e-i)<ue&&(e-=i*ue),Ae(o-a)<ue&&(o-=a*ue),n=bI(e,n,o,s),t.point(i,n),t.lineEnd(),t.lineStart(),t.point(a,n),r=0),t.point(e=o,n=s),i=a},lineEnd:function(){t.lineEnd(),e=n=NaN},clean:function(){return 2-r}}}function bI(t,e,n,i){var r,o,s=q(t-n);return Ae(s)>ue?Ts((q(e)*(o=oe(i))*q(n)-q(i)*(r=oe(e))*q(t))/(r*o*s)):(e+i)/2}function wI(t,e,n,i){var r;if(t==null)r=n*Le,i.point(-X,r),i.point(0,r),i.point(X,r),i.point(X,0),i.point(X,-r),i.point(0,-r),i.point(-X,-r),i.point(-X,0),i.point(-X,r);else if(Ae(t[0]-e[0])>ue){var o=t[0]<e[0]?X:-X;r=n*o/2,i.point(-o,r),i.point(0,r),i.point(o,r)}else i.point(e[0],e[1])}var _I=1e9,JH=-_I;var QH=new gt,eq=new gt;var PI=1/0;var tq=-PI;function CI(t){this._context=t}CI.prototype={_radius:4.5,pointRadius:function(t){return this._radius=t,this},polygonStart:function(){this._line=0},polygonEnd:function(){this._line=NaN},lineStart:function(){this._point=0},lineEnd:function(){this._line===0&&this._context.closePath(),this._point=NaN},point:function(t,e){switch(this._point){case 0:{this._context.moveTo(t,e),this._point=1;break}case 1:{this._context.lineTo(t,e);break}default:{this._context.moveTo(t+this._radius,e),this._context.arc(t,e,this._radius,0,oi);break}}},result:nr};var nq=new gt;function SI(t){return function(e){var n=new rh;for(var i in t)n[i]=t[i];return n.stream=e,n}}function rh(){}rh.prototype={constructor:rh,point:function(t,e){this.stream.point(t,e)},sphere:function(){this.stream.sphere()},lineStart:function(){this.stream.lineStart()},lineEnd:function(){this.stream.lineEnd()},polygonStart:function(){this.stream.polygonStart()},polygonEnd:function(){this.stream.polygonEnd()}};var iq=oe(30*tn);var rq=SI({point:function(t,e){this.stream.point(t*tn,e*tn)}});function tb(t){return function(e,n){var i=oe(e),r=oe(n),o=t(i*r);return o===1/0?[2,0]:[o*r*q(e),o*q(n)]}}function Ls(t){return function(e,n){var i=ol(e*e+n*n),r=t(i),o=q(r),s=oe(r);return[rl(e*o,i*s),si(i&&n*o/i)]}}var MI=tb(function(t){return ol(2/(1+t))});MI.invert=Ls(function(t){return 2*si(t/2)});var EI=tb(function(t){return(t=iI(t))&&t/q(t)});EI.invert=Ls(function(t){return t});function TI(t,e){return[t,$1(Y1((Le+e)/2))]}TI.invert=function(t,e){return[t,2*Ts(W1(e))-Le]};function V1(t,e){return[t,e]}V1.invert=V1;var Cs=1.340264,Ss=-.081106,Ms=893e-6,Es=.003796,il=ol(3)/2,LI=12;function AI(t,e){var n=si(il*q(e)),i=n*n,r=i*i*i;return[t*oe(n)/(il*(Cs+3*Ss*i+r*(7*Ms+9*Es*i))),n*(Cs+Ss*i+r*(Ms+Es*i))]}AI.invert=function(t,e){for(var n=e,i=n*n,r=i*i*i,o=0,s,a,c;o<LI&&(a=n*(Cs+Ss*i+r*(Ms+Es*i))-e,c=Cs+3*Ss*i+r*(7*Ms+9*Es*i),n-=s=a/c,i=n*n,r=i*i*i,!(Ae(s)<G1));++o);return[il*t*(Cs+3*Ss*i+r*(7*Ms+9*Es*i))/oe(n),si(q(n)/il)]};function II(t,e){var n=oe(e),i=oe(t)*n;return[n*q(t)/i,q(e)/i]}II.invert=Ls(Ts);function OI(t,e){var n=e*e,i=n*n;return[t*(.8707-.131979*n+i*(-.013791+i*(.003971*n-.001529*i))),e*(1.007226+n*(.015085+i*(-.044475+.028874*n-.005916*i)))]}OI.invert=function(t,e){var n=e,i=25,r;do{var o=n*n,s=o*o;n-=r=(n*(1.007226+o*(.015085+s*(-.044475+.028874*o-.005916*s)))-e)/(1.007226+o*(.015085*3+s*(-.044475*7+.028874*9*o-.005916*11*s)))}while(Ae(r)>ue&&--i>0);return[t/(.8707+(o=n*n)*(-.131979+o*(-.013791+o*o*o*(.003971-.001529*o)))),n]};function kI(t,e){return[oe(e)*q(t),q(e)]}kI.invert=Ls(si);function RI(t,e){var n=oe(e),i=1+oe(t)*n;return[n*q(t)/i,q(e)/i]}RI.invert=Ls(function(t){return 2*Ts(t)});function DI(t,e){return[$1(Y1((Le+e)/2)),-t]}DI.invert=function(t,e){return[-e,2*Ts(W1(t))-Le]};function FI(t,e,n){let{pad:i=.05,maxZoom:r=100}=n||{},o=eb(t),[[s,a],[c,l]]=o,f=i?[[s-i*(c-s),a-i*(l-a)],[c+i*(c-s),l+i*(l-a)]]:o,[u,d]=e;return{...kn({width:u,height:d,bounds:f,padding:n?.padding,maxZoom:r}),width:u,height:d,bearing:0,pitch:0}}function nb(t,e,n,i){let r=s=>({type:"Point",coordinates:e(s)}),o;if(Array.isArray(t))o=t.map(r);else{o=[];for(let s of t)o.push(r(s))}return FI({type:"GeometryCollection",geometries:o},n,i)}function ib(t){return t&&t.locations&&t.flows}function rb(t){return t&&typeof t.setFlowmapState=="function"&&typeof t.getViewportForLocations=="function"&&typeof t.getFlowByIndex=="function"&&typeof t.getLocationById=="function"&&typeof t.getLocationByIndex=="function"&&typeof t.getLayersData=="function"}var rr=class{constructor(e){this.selectors=new _s(e),this.flowmapData=void 0,this.flowmapState=void 0}setAccessors(e){this.selectors.setAccessors(e)}setFlowmapData(e){this.flowmapData=e}getSelectors(){return this.selectors}getFlowmapData(){return this.flowmapData}async setFlowmapState(e){this.flowmapState=e}getFlowmapState(){return this.flowmapState}async getFlowByIndex(e){return!this.flowmapState||!this.flowmapData?void 0:this.selectors.getFlowsForFlowmapLayer(this.flowmapState,this.flowmapData)?.[e]}async getLocationByIndex(e){return!this.flowmapState||!this.flowmapData?void 0:this.selectors.getLocationsForFlowmapLayer(this.flowmapState,this.flowmapData)?.[e]}async getLayersData(){if(!(!this.flowmapState||!this.flowmapData))return this.selectors.getLayersData(this.flowmapState,this.flowmapData)}async getLocationById(e){if(!this.flowmapState||!this.flowmapData)return;let n=this.selectors.getClusterIndex(this.flowmapState,this.flowmapData);if(n){let r=n.getClusterById(e);if(r)return r}return this.selectors.getLocationsById(this.flowmapState,this.flowmapData)?.get(e)}async getTotalsForLocation(e){if(!(!this.flowmapState||!this.flowmapData))return this.selectors.getLocationTotals(this.flowmapState,this.flowmapData)?.get(e)}async getViewportForLocations(e,n){if(this.flowmapData?.locations)return nb(this.flowmapData.locations,i=>[this.selectors.accessors.getLocationLon(i),this.selectors.accessors.getLocationLat(i)],e,n)}async updateLayersData(e){e(await this.getLayersData())}getClusterZoom(){return this.flowmapState&&this.flowmapData?this.selectors.getClusterZoom(this.flowmapState,this.flowmapData):void 0}getClusterIndex(){return this.flowmapState&&this.flowmapData?this.selectors.getClusterIndex(this.flowmapState,this.flowmapData):void 0}getLocationsById(){return this.flowmapState&&this.flowmapData?this.selectors.getLocationsById(this.flowmapState,this.flowmapData):void 0}getLocationTotals(){return this.flowmapState&&this.flowmapData?this.selectors.getLocationTotals(this.flowmapState,this.flowmapData):void 0}getFlowsForFlowmapLayer(){return this.flowmapState&&this.flowmapData?this.selectors.getFlowsForFlowmapLayer(this.flowmapState,this.flowmapData):void 0}};var or;(function(t){t.LOCATION="location",t.FLOW="flow"})(or||(or={}));var zI=["filter","locationsEnabled","locationTotalsEnabled","locationLabelsEnabled","adaptiveScalesEnabled","flowLinesRenderingMode","animationEnabled","clusteringEnabled","clusteringLevel","fadeEnabled","fadeOpacityEnabled","clusteringAuto","darkMode","fadeAmount","colorScheme","highlightColor","maxTopFlowsDisplayNum","flowEndpointsInViewportMode","flowLineThicknessScale"],NI="straight",sr;(function(t){t.LOCATION="location",t.FLOW="flow"})(sr||(sr={}));var sl=class t extends Un{get typedProps(){return this.props}constructor(e){super({...e,onHover:((n,i)=>{let r=Date.now();this.setState({highlightedObject:this._getHighlightedObject(n),lastHoverTime:r});let{onHover:o}=e;o&&this._getFlowmapLayerPickingInfo(n).then(s=>{(this.state?.lastHoverTime??0)<=r&&(this.setState({pickingInfo:s}),o(s,i))})}),onClick:((n,i)=>{let{onClick:r}=e,o=Date.now();this.setState({lastClickTime:o}),r&&this._getFlowmapLayerPickingInfo(n).then(s=>{(this.state?.lastClickTime??0)<=o&&(this.setState({pickingInfo:s}),s&&r(s,i))})})}),this._didWarnAboutAnimationEnabledDeprecation=!1,this._didWarnAboutAnimationEnabledConflict=!1}initializeState(){this.state={accessors:new Qt(this.typedProps),dataProvider:this._getOrMakeDataProvider(),layersData:void 0,highlightedObject:void 0,pickingInfo:void 0,lockedScaleDomains:this.typedProps.scaleLock?.domains,lastHoverTime:void 0,lastClickTime:void 0}}getPickingInfo({info:e}){if(!e.object){let n=this.state?.pickingInfo?.object;if(n)return{...e,object:n,picked:!0}}return e}_getOrMakeDataProvider(){let{data:e,dataProvider:n}=this.typedProps;if(n&&rb(n))return n;if(e&&ib(e)){let i=new rr(this.typedProps);return i.setFlowmapData(e),i}throw new Error("FlowmapLayer: data must be a FlowmapDataProvider or FlowmapData")}_updateDataProvider(){this.setState({dataProvider:this._getOrMakeDataProvider()})}shouldUpdateState(e){let{changeFlags:n}=e;return n.viewportChanged?!0:super.shouldUpdateState(e)}updateState(e){super.updateState(e);let{oldProps:n,props:i,changeFlags:r}=e,o=this._getNextLockedScaleDomains(n,i);if(o!==this.state?.lockedScaleDomains&&this.setState({lockedScaleDomains:o}),r.propsChanged,r.dataChanged&&this._updateDataProvider(),(r.viewportChanged||r.dataChanged)&&this.setState({highlightedObject:void 0}),r.viewportChanged||r.dataChanged||r.propsChanged&&(zI.some(s=>n[s]!==i[s])||!UI(n.scaleLock,i.scaleLock))){let{dataProvider:s}=this.state||{};s&&(s.setFlowmapState(this._getFlowmapState(o)),s.updateLayersData(a=>{i.onScaleChange?.(a?.scaleState);let c=this._shouldCaptureScaleDomainsFromLayersData()&&a?.scaleDomains?a.scaleDomains:void 0;this.setState({layersData:a,highlightedObject:void 0,...c?{lockedScaleDomains:c}:{}})},r))}}_getSettingsState(e){let n=this.typedProps,i=t.defaultProps,{locationsEnabled:r,locationTotalsEnabled:o,locationLabelsEnabled:s,adaptiveScalesEnabled:a,flowLinesRenderingMode:c,clusteringEnabled:l,clusteringLevel:f,fadeEnabled:u,fadeOpacityEnabled:d,clusteringAuto:h,darkMode:p,fadeAmount:m,colorScheme:g,highlightColor:x,maxTopFlowsDisplayNum:b,flowEndpointsInViewportMode:v,flowLineThicknessScale:y,scaleLock:w}=n;return{locationsEnabled:r??i.locationsEnabled,locationTotalsEnabled:o??i.locationTotalsEnabled,locationLabelsEnabled:s??i.locationLabelsEnabled,adaptiveScalesEnabled:a??i.adaptiveScalesEnabled,flowLinesRenderingMode:c??this._getResolvedFlowLinesRenderingMode(),clusteringEnabled:l??i.clusteringEnabled,clusteringLevel:f,fadeEnabled:u??i.fadeEnabled,fadeOpacityEnabled:d??i.fadeOpacityEnabled,clusteringAuto:h??i.clusteringAuto,darkMode:p??i.darkMode,fadeAmount:m??i.fadeAmount,colorScheme:g,highlightColor:x??i.highlightColor,maxTopFlowsDisplayNum:b??i.maxTopFlowsDisplayNum,flowEndpointsInViewportMode:v??i.flowEndpointsInViewportMode,flowLineThicknessScale:y??i.flowLineThicknessScale,scaleLock:w?.enabled?{enabled:!0,domains:w.domains??e}:w}}_getResolvedFlowLinesRenderingMode(){let{animationEnabled:e,flowLinesRenderingMode:n}=this.typedProps;return n!==void 0?(e!==void 0&&!this._didWarnAboutAnimationEnabledConflict&&(this._didWarnAboutAnimationEnabledConflict=!0,console.warn("FlowmapLayer: `animationEnabled` is deprecated and ignored when `flowLinesRenderingMode` is provided.")),n):e!==void 0?(this._didWarnAboutAnimationEnabledDeprecation||(this._didWarnAboutAnimationEnabledDeprecation=!0,console.warn("FlowmapLayer: `animationEnabled` is deprecated; use `flowLinesRenderingMode` instead.")),e?"animated-straight":"straight"):NI}_getFlowmapState(e){let n=this.typedProps;return{viewport:BI(this.context.viewport),filter:n.filter,settings:this._getSettingsState(e)}}_getNextLockedScaleDomains(e,n){let i=n.scaleLock;if(i?.enabled)return i.domains?i.domains:e.scaleLock?.enabled?this.state?.lockedScaleDomains:this.state?.layersData?.scaleDomains}_shouldCaptureScaleDomainsFromLayersData(){let e=this.typedProps.scaleLock;return!!(e?.enabled&&!e.domains&&!this.state?.lockedScaleDomains)}async _getFlowmapLayerPickingInfo(e){let{index:n,sourceLayer:i}=e,{dataProvider:r,accessors:o}=this.state||{};if(!r||!o)return;let s={...e,picked:e.picked,layer:e.layer,index:e.index,x:e.x,y:e.y,coordinate:e.coordinate,event:e.event};if(i instanceof Gi||i instanceof Jo||i instanceof Vi){let a=n===-1?void 0:await r.getFlowByIndex(n);if(a){let c=await r.getLocationById(o.getFlowOriginId(a)),l=await r.getLocationById(o.getFlowDestId(a));if(c&&l)return{...s,object:{type:or.FLOW,flow:a,origin:c,dest:l,count:o.getFlowMagnitude(a)}}}}else if(i instanceof ns){let a=n===-1?void 0:await r.getLocationByIndex(n);if(a){let c=o.getLocationId(a),l=o.getLocationName(a),f=await r.getTotalsForLocation(c),{circleAttributes:u}=this.state?.layersData||{};if(f&&u){let d=Kc(u,e.index);return{...s,object:{type:or.LOCATION,location:a,id:c,name:l,totals:f,circleRadius:d}}}}}}_getHighlightedObject(e){let{index:n,sourceLayer:i}=e;if(!(n<0)){if(i instanceof Gi||i instanceof Jo||i instanceof Vi){let{lineAttributes:r}=this.state?.layersData||{};if(r){let o=O1(r,n);return this.typedProps.fadeOpacityEnabled&&(o={...o,attributes:{...o.attributes,getColor:{...o.attributes.getColor,value:new Uint8Array([...o.attributes.getColor.value.slice(0,3),255])}}}),{type:sr.FLOW,lineAttributes:o}}}else if(i instanceof ns){let{circleAttributes:r}=this.state?.layersData||{};if(r)return{type:sr.LOCATION,coords:qd(r,n),radius:Kc(r,n)}}}}renderLayers(){let e=this.typedProps,n=this._getResolvedFlowLinesRenderingMode(),i=e.locationsEnabled??t.defaultProps.locationsEnabled,r=e.highlightColor??t.defaultProps.highlightColor,o=e.flowLineThicknessScale??t.defaultProps.flowLineThicknessScale,s=e.flowLineCurviness??t.defaultProps.flowLineCurviness,a=[];if(this.state?.layersData){let{layersData:c,highlightedObject:l}=this.state,{circleAttributes:f,lineAttributes:u,locationLabels:d}=c||{};if(f&&u){let h=Bv(this._getSettingsState()),p=ot(h.outlineColor||(e.darkMode?"#000":"#fff")),m={data:u,parameters:{...e.parameters??{},depthTest:!1}};switch(n){case"animated-straight":a.push(new Jo({...this.getSubLayerProps({...m,id:"animated-flow-lines",drawOutline:!1,thicknessUnit:12*o})}));break;case"curved":a.push(new Vi({...this.getSubLayerProps({...m,id:"curved-flow-lines",drawOutline:!0,outlineColor:p,thicknessUnit:12*o,curviness:s})}));break;default:a.push(new Gi({...this.getSubLayerProps({...m,id:"flow-lines",drawOutline:!0,outlineColor:p,thicknessUnit:12*o})}));break}if(i&&a.push(new ns(this.getSubLayerProps({id:"circles",data:f,emptyColor:e.darkMode?[0,0,0,255]:[255,255,255,255],outlineEmptyMix:.4}))),l)switch(l.type){case sr.LOCATION:i&&a.push(new To({...this.getSubLayerProps({id:"location-highlight",data:[l],pickable:!1,antialiasing:!0,stroked:!0,filled:!1,lineWidthUnits:"pixels",getLineWidth:2,radiusUnits:"pixels",getRadius:g=>g.radius,getLineColor:ot(r),getPosition:g=>g.coords})}));break;case sr.FLOW:n==="curved"?a.push(new Vi({...this.getSubLayerProps({id:"flow-highlight",data:l.lineAttributes,drawOutline:!0,pickable:!1,outlineColor:ot(r),outlineThickness:1.5,thicknessUnit:12*o,curviness:s,parameters:{depthTest:!1}})})):a.push(new Gi({...this.getSubLayerProps({id:"flow-highlight",data:l.lineAttributes,drawOutline:!0,pickable:!1,outlineColor:ot(r),outlineThickness:1.5,thicknessUnit:12*o,parameters:{depthTest:!1}})}));break}}i&&d&&a.push(new Ui(this.getSubLayerProps({id:"location-labels",data:d,maxWidth:1e3,pickable:!1,fontFamily:"Helvetica",getPixelOffset:(h,{index:p})=>[0,Kc(f,p)+5],getPosition:(h,{index:p})=>qd(f,p),getText:h=>h,getSize:10,getColor:[255,255,255,255],getAngle:0,getTextAnchor:"middle",getAlignmentBaseline:"top"})))}return a}};sl.defaultProps={darkMode:!0,fadeAmount:50,locationsEnabled:!0,locationTotalsEnabled:!0,locationLabelsEnabled:!1,clusteringEnabled:!0,fadeEnabled:!0,fadeOpacityEnabled:!1,clusteringAuto:!0,clusteringLevel:void 0,adaptiveScalesEnabled:!0,flowLineThicknessScale:1,flowLineCurviness:1,colorScheme:"Teal",highlightColor:"orange",maxTopFlowsDisplayNum:5e3,flowEndpointsInViewportMode:"any"};var sb=sl;function BI(t){let{width:e,height:n,longitude:i,latitude:r,zoom:o,pitch:s,bearing:a}=t;return{width:e,height:n,longitude:i,latitude:r,zoom:o,pitch:s,bearing:a}}function UI(t,e){let n=t?.enabled??!1,i=e?.enabled??!1;return n!==i?!1:n?jI(t?.domains,e?.domains):!0}function jI(t,e){return ob(t?.flowMagnitude,e?.flowMagnitude)&&ob(t?.locationTotals,e?.locationTotals)}function ob(t,e){return t===e||!!(t&&e&&t[0]===e[0]&&t[1]===e[1])}var oh=10,ab=7;var fb=["flowThickness","locationCircles"],ah=class extends It{constructor(e={}){super(e),this.className="flowmap-legend-widget",this.placement="bottom-right",this.setProps(this.props)}setProps(e){this.placement=e.placement??this.placement,this.viewId=e.viewId??this.viewId,super.setProps(e)}onRenderHTML(e){JI(e),XI(e,this);let n={classNames:this.props.classNames??{},theme:HI(this.props.darkMode??!0),unstyled:this.props.unstyled??!1};YI(e,this.props.style,this.placement,n);let{scaleState:i}=this.props,r=this.props.sections??fb,o=r.includes("flowThickness")&&!!i?.flowThickness,s=r.includes("locationCircles")&&!!i?.locationCircles,a=!!i&&this.props.showLockControl!==!1&&!!this.props.onToggleLock;if(!o&&!s&&!a){e.style.display="none";return}e.style.display="block",o&&e.append(VI(i,n)),s&&e.append(GI(i,n,o)),a&&e.append(WI(i.locked,n,()=>{this.props.onToggleLock?.(!i.locked)}))}};ah.defaultProps={...It.defaultProps,id:"flowmap-legend",placement:"bottom-right",viewId:null,scaleState:void 0,darkMode:!0,sections:fb,showLockControl:!0,onToggleLock:void 0,classNames:{},unstyled:!1};function VI(t,e){let n=t.flowThickness,i=Ve("div","section",e);i.append(ub(`Flow thickness ${t.locked?"(locked)":""}`,e));for(let r of n.samples)i.append(As(cb(r.color,Math.max(2,r.thickness),e),Is(r.magnitude),"58px 1fr",e));return n.outOfScale&&i.append(As(cb(n.outOfScale.color,Math.max(2,n.outOfScale.thickness),e),`> ${Is(n.outOfScale.magnitude)}`,"58px 1fr",e)),i}function GI(t,e,n){let i=t.locationCircles,r=Ve("div","section",e);n?(Os(r,"flowmap-legend-section-separated"),Os(r,e.classNames.sectionSeparated),e.unstyled||(r.style.marginTop="12px",r.style.paddingTop="12px",r.style.borderTop=`1px solid ${e.theme.separatorColor}`)):e.unstyled||(r.style.marginTop="0",r.style.paddingTop="0",r.style.borderTop="0"),r.append(ub(`Circle size ${t.locked?"(locked)":""}`,e)),r.append(As(lb(oh,ab,i.colors,e),"Incoming > outgoing","28px 1fr",e)),r.append(As(lb(ab,oh,i.colors,e),"Outgoing > incoming","28px 1fr",e));let o=Ve("div","note",e);return o.textContent=`Range: ${qI(i.domain)}`,e.unstyled||(o.style.marginTop="8px",o.style.marginBottom="6px",o.style.color=e.theme.noteColor),r.append(o),i.outOfScale&&r.append(As($I(i.outOfScale.color,oh,e),`> ${Is(i.outOfScale.magnitude)}`,"28px 1fr",e)),r}function WI(t,e,n){let i=Ve("button","lockButton",e);t&&(Os(i,"flowmap-legend-lock-button-locked"),Os(i,e.classNames.lockButtonLocked)),i.type="button",i.setAttribute("aria-pressed",String(t)),e.unstyled?i.style.pointerEvents="auto":Object.assign(i.style,{display:"flex",width:"100%",alignItems:"center",justifyContent:"center",gap:"6px",margin:"12px 0 0",border:t?`1px solid ${e.theme.lockedButtonBorderColor}`:`1px solid ${e.theme.buttonBorderColor}`,borderRadius:"4px",background:t?e.theme.lockedButtonBackgroundColor:e.theme.buttonBackgroundColor,color:"inherit",font:"inherit",fontWeight:"600",padding:"6px 8px",cursor:"pointer",pointerEvents:"auto"}),i.addEventListener("click",s=>{s.stopPropagation(),n()});let r=Ve("span","lockIcon",e);e.unstyled||Object.assign(r.style,{display:"block",width:"10px",height:"8px",border:"1px solid currentColor",borderRadius:"2px"});let o=Ve("span","lockLabel",e);return o.textContent=t?"Unlock scales":"Lock scales",i.append(r,o),i}function ub(t,e){let n=Ve("div","title",e);return n.textContent=t,e.unstyled||(n.style.marginBottom="8px",n.style.fontWeight="600"),n}function As(t,e,n,i){let r=Ve("div","row",i);i.unstyled?r.style.gridTemplateColumns=n:Object.assign(r.style,{display:"grid",gridTemplateColumns:n,alignItems:"center",minHeight:"20px",gap:"8px",marginTop:"2px"});let o=db("span");return o.textContent=e,r.append(t,o),r}function cb(t,e,n){let i=Ve("span","line",n);return n.unstyled||Object.assign(i.style,{display:"block",borderRadius:"2px",boxShadow:`0 0 0 1px ${n.theme.lineOutlineColor}`}),Object.assign(i.style,{width:"48px",height:`${e}px`,backgroundColor:ar(t)}),i}function $I(t,e,n){let i=Ve("span","circle",n),r=`${e*2}px`;return n.unstyled||Object.assign(i.style,{display:"block",justifySelf:"center",border:`1px solid ${n.theme.markerBorderColor}`,borderRadius:"999px"}),Object.assign(i.style,{width:r,height:r,backgroundColor:ar(t)}),i}function lb(t,e,n,i){let r=Math.max(t,e)*2,o=t*2,s=e*2,a=e>t,c=t>e,l=Ve("span","circleExample",i);i.unstyled||Object.assign(l.style,{position:"relative",display:"block",justifySelf:"center"}),Object.assign(l.style,{width:`${r}px`,height:`${r}px`});let f=Ve("span","circlePart",i);if(i.unstyled||Object.assign(f.style,sh()),Object.assign(f.style,{width:`${a?s:o}px`,height:`${a?s:o}px`,backgroundColor:ar(a?n.outgoing:n.incoming)}),i.unstyled||(f.style.border=`1px solid ${a?ar(ZI(n.incoming,n.outgoing,.4)):i.theme.markerBorderColor}`),l.append(f),c){let u=Ve("span","circlePart",i);i.unstyled||Object.assign(u.style,sh()),Object.assign(u.style,{width:`${s}px`,height:`${s}px`}),i.unstyled||(u.style.border=`1px solid ${ar(n.outgoing)}`,u.style.boxShadow=`0 0 0 1px ${i.theme.markerOutlineColor}`),l.append(u)}else{let u=Ve("span","circlePart",i);i.unstyled||Object.assign(u.style,sh()),Object.assign(u.style,{width:`${o}px`,height:`${o}px`,backgroundColor:ar(n.incoming)}),i.unstyled||(u.style.border=`1px solid ${i.theme.markerBorderColor}`),l.append(u)}return l}function sh(){return{position:"absolute",left:"50%",top:"50%",boxSizing:"border-box",borderRadius:"999px",transform:"translate(-50%, -50%)"}}function YI(t,e,n,i){t.style.pointerEvents="auto",i.unstyled?Object.assign(t.style,{boxSizing:"",border:"",borderRadius:"",backgroundColor:"",color:"",fontFamily:"",fontSize:"",padding:""}):Object.assign(t.style,{boxSizing:"border-box",border:`1px solid var(--flowmap-legend-border-color, ${i.theme.borderColor})`,borderRadius:"5px",backgroundColor:`var(--flowmap-legend-background, ${i.theme.backgroundColor})`,color:`var(--flowmap-legend-color, ${i.theme.color})`,fontFamily:"-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, sans-serif",fontSize:"10px",padding:"10px"}),Object.assign(t.style,e)}function HI(t){return t?{backgroundColor:"rgba(38, 38, 38, 0.72)",borderColor:"rgba(255, 255, 255, 0.22)",color:"white",noteColor:"rgba(255, 255, 255, 0.82)",separatorColor:"rgba(255, 255, 255, 0.22)",lineOutlineColor:"rgba(255, 255, 255, 0.28)",markerBorderColor:"rgba(255, 255, 255, 0.8)",markerOutlineColor:"rgba(255, 255, 255, 0.72)",buttonBorderColor:"rgba(255, 255, 255, 0.32)",buttonBackgroundColor:"rgba(255, 255, 255, 0.08)",lockedButtonBorderColor:"rgba(209, 238, 234, 0.7)",lockedButtonBackgroundColor:"rgba(209, 238, 234, 0.18)"}:{backgroundColor:"rgba(243, 244, 246, 0.78)",borderColor:"rgba(17, 24, 39, 0.18)",color:"rgba(17, 24, 39, 0.94)",noteColor:"rgba(31, 41, 55, 0.78)",separatorColor:"rgba(17, 24, 39, 0.16)",lineOutlineColor:"rgba(17, 24, 39, 0.18)",markerBorderColor:"rgba(17, 24, 39, 0.38)",markerOutlineColor:"rgba(17, 24, 39, 0.28)",buttonBorderColor:"rgba(17, 24, 39, 0.22)",buttonBackgroundColor:"rgba(17, 24, 39, 0.05)",lockedButtonBorderColor:"rgba(13, 148, 136, 0.55)",lockedButtonBackgroundColor:"rgba(13, 148, 136, 0.12)"}}function qI([t,e]){return`${Is(t)} - ${Is(e)}`}function Is(t){return t>=1e3?t.toLocaleString(void 0,{maximumFractionDigits:0}):t.toLocaleString(void 0,{maximumFractionDigits:2})}function ar([t,e,n,i]){return`rgba(${t}, ${e}, ${n}, ${i/255})`}function ZI(t,e,n){return[Math.round(t[0]*(1-n)+e[0]*n),Math.round(t[1]*(1-n)+e[1]*n),Math.round(t[2]*(1-n)+e[2]*n),Math.round(t[3]*(1-n)+e[3]*n)]}function db(t,e){let n=document.createElement(t);return e&&(n.className=e),n}function Ve(t,e,n){let i=db(t,`flowmap-legend-${KI(e)}`);return n&&Os(i,n.classNames[e]),i}function XI(t,e){t.className=["deck-widget",e.className,e.props.darkMode===!1?"flowmap-legend-widget-light":"flowmap-legend-widget-dark",e.props.className,e.props.classNames?.root].filter(Boolean).join(" ")}function Os(t,e){e&&t.classList.add(...e.split(/\s+/).filter(Boolean))}function KI(t){return t.replace(/[A-Z]/g,e=>`-${e.toLowerCase()}`)}function JI(t){for(;t.firstChild;)t.firstChild.remove()}export{rm as Deck,sb as FlowmapLayer,Ay as GeoJsonLayer,Oa as MapView,or as PickingType,Ui as TextLayer};

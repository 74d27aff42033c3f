import{a}from"./chunk-CI7ZSFCW.js";import"./chunk-JNZD7HXM.js";export{a as WebGLDevice};

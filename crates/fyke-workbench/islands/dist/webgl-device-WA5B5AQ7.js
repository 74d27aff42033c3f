import{a}from"./chunk-U77V3JBW.js";import"./chunk-ZZ7OH5YJ.js";export{a as WebGLDevice};

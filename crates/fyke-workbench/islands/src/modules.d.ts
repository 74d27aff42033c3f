// Files that esbuild copies beside the scripts; importing one gives its name there.
declare module "world-atlas/countries-110m.json" {
  const name: string;
  export default name;
}

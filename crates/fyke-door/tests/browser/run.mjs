// The door's pages in Debian's Chromium: `node run.mjs`, with FYKE_DOOR_TARGET naming the
// folder where cargo has put `fyke-door` and the example `front_measure`.

import { after, describe } from "node:test";
import { closeBrowser } from "../../../fyke-workbench/tests/browser/harness.mjs";
import pages from "./pages.mjs";

after(closeBrowser);
describe("door", pages);

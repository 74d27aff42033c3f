// From a workbench nobody has decided in to a decided lead, its source row seen.

import { test } from "node:test";
import { assert } from "./harness.mjs";
import { MOST, walk } from "./walk.mjs";

export default function suite() {
  test(`a newcomer decides a lead with at most ${MOST} clicks and keys`, async (t) => {
    const done = await walk();
    t.diagnostic(done.join("; "));
    assert.ok(done.length <= MOST, `${done.length}: ${done.join("; ")}`);
  });
}

#!/bin/sh
# asks a workbench over the made case whatever its own description allows, and
# whatever it forbids: no answer may be a server error, every answer is as it is
# written down (https://schemathesis.readthedocs.io). ends with 0 where all is
# well, with 1 where something is not; says so and ends with 0 where python or
# schemathesis is missing.
#
#   cargo xtask test --schemathesis     fetches both into the cache, and runs this
#   crates/fyke-workbench/tests/schemathesis.sh [examples of each operation, 10 unless said]
set -u
many=${1:-10}
cd "$(dirname "$0")/../../.." || exit 1
if ! command -v schemathesis >/dev/null 2>&1; then
    echo "skipped: schemathesis is not here; cargo xtask test --schemathesis fetches it"
    exit 0
fi
cargo build -q -p fyke-workbench --example sim || exit 1
kept=$(mktemp -d)
# a free port; the first line says which
"${CARGO_TARGET_DIR:-target}/debug/examples/sim" --port 0 >"$kept/said" &
sim=$!
trap 'kill $sim 2>/dev/null; rm -r "$kept"' EXIT INT TERM
tries=0
here=
until [ -n "$here" ] && curl -sf "$here/readyz" >/dev/null; do
    here=$(head -n 1 "$kept/said")
    tries=$((tries + 1))
    [ $tries -gt 50 ] && { echo "the workbench does not answer at ${here:-any address}"; exit 1; }
    sleep 0.2
done
failed=0
# what it remembers goes when it ends: nothing is left in the tree
export HYPOTHESIS_STORAGE_DIRECTORY="$kept/remembered"
(cd "$kept" && schemathesis run "$here/openapi.json" --url "$here" -n "$many" --seed 1 --workers 1 --no-color) || failed=1
if command -v stix2_validator >/dev/null 2>&1; then
    curl -sf "$here/export/entity/ent-vostok.stix" -o "$kept/entity.json" &&
        curl -sf "$here/export/lead/lead-amber.stix" -o "$kept/lead.json" &&
        stix2_validator --version 2.1 --disable 103 "$kept/entity.json" "$kept/lead.json" || failed=1
else
    echo "skipped: stix2_validator is not here; cargo xtask test --schemathesis fetches it"
fi
exit $failed

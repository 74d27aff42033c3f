// The flow map for more routes than SVG can draw, on the GPU, fetched only when asked for.
//
// Same data and table as `flowmap.ts`; the month sliders are the same. Needs WebGL 2
// and says so where there is none. Picking an arc leads to its rows.

import type { Arc, Flows, Place } from "./contract.ts";
import { address, dataOf, formed, h, hex, monthsFrom, notice, onTheme, rgb, still } from "./dom.ts";
import { monthBar, type Range } from "./flowmap/months.ts";
import { at, outlines } from "./flowmap/projection.ts";
import { Deck, FlowmapLayer, GeoJsonLayer, MapView, PickingType, TextLayer, type FlowmapLayerPickingInfo } from "./vendor/deck.ts";
import { wordsOf } from "./words.ts";

interface Flow {
  arc: Arc;
  value: number;
}

const ROUTES_DRAWN = 5_000;
const NAMES_DRAWN = 80;

export default async function flowmapLarge(root: HTMLElement): Promise<void> {
  const words = wordsOf(root);
  const say = notice(root);
  if (!document.createElement("canvas").getContext("webgl2")) {
    say(words("failed", { why: "WebGL 2" }));
    return;
  }
  const [data, world] = await Promise.all([dataOf<Flows>(root), outlines()]);
  const months = monthsFrom(data.first ?? "2000-01", Math.max(1, data.months));
  const totals = months.map((_, month) => data.arcs.reduce((sum, arc) => sum + (arc.by_month[month] ?? 0), 0));
  let range: Range = { from: 0, to: months.length - 1 };
  const frame = h("div", { class: "map-frame is-large", "aria-hidden": "true" });
  root.prepend(frame);
  for (const opener of root.querySelectorAll<HTMLElement>("[data-load]")) opener.hidden = true;

  function layers() {
    const flows: Flow[] = data.arcs
      .map((arc) => ({ arc, value: arc.by_month.slice(range.from, range.to + 1).reduce((sum, value) => sum + value, 0) / 100 }))
      .filter((flow) => flow.value > 0);
    const dark = rgb("--paper", "#ffffff").reduce((sum, part) => sum + part, 0) < 384;
    return [
      new GeoJsonLayer({ id: "land", data: world, wrapLongitude: true, getFillColor: rgb("--land", "#e2e0d9"), getLineColor: rgb("--sea", "#f1f3f4"), lineWidthMinPixels: 0.6 }),
      new FlowmapLayer<Place, Flow>({
        id: "flows",
        data: { locations: data.places, flows },
        darkMode: dark,
        opacity: dark ? 1 : 0.85,
        colorScheme: [hex("--land", "#dddddd"), hex("--detour", "#b3541e")],
        highlightColor: hex("--accent", "#2f5d8a"),
        flowLinesRenderingMode: "curved",
        clusteringEnabled: false,
        locationLabelsEnabled: false,
        maxTopFlowsDisplayNum: ROUTES_DRAWN,
        pickable: true,
        getLocationId: (place) => place.country,
        getLocationName: (place) => place.name,
        getLocationLat: (place) => at(place)[1],
        getLocationLon: (place) => at(place)[0],
        getFlowOriginId: (flow) => flow.arc.exporter,
        getFlowDestId: (flow) => flow.arc.importer,
        getFlowMagnitude: (flow) => flow.value,
        onClick: (info: FlowmapLayerPickingInfo<Place, Flow>) => {
          const object = info.object;
          if (object?.type !== PickingType.FLOW || !("arc" in object.flow)) return;
          const { exporter, importer } = object.flow.arc;
          const to = formed(root.dataset["route"], { exporter, importer, from: months[range.from] ?? "", to: months[range.to] ?? "" });
          if (to) location.assign(to);
        },
      }),
      new TextLayer<Place>({
        id: "names",
        data: data.places.length <= NAMES_DRAWN ? data.places : [],
        characterSet: "auto",
        fontFamily: getComputedStyle(root).fontFamily,
        fontSettings: { fontSize: 48 },
        getText: (place) => place.name,
        getPosition: (place) => at(place),
        getColor: rgb("--ink", "#111111"),
        getSize: 12,
        getPixelOffset: [0, 14],
      }),
    ];
  }

  const deck = new Deck({
    parent: frame as HTMLDivElement,
    views: new MapView({ repeat: true }),
    initialViewState: { longitude: 40, latitude: 38, zoom: 1.6 },
    controller: { scrollZoom: false, inertia: !still() },
    layers: layers() as never,
    onError: (error) => say(words("failed", { why: error.message })),
  });
  const redraw = (): void => deck.setProps({ layers: layers() as never });
  root.append(
    monthBar(months, totals, range, words, (next) => {
      range = next;
      address.set({ from: months[next.from] ?? null, to: months[next.to] ?? null });
      redraw();
    }).bar,
  );
  onTheme(redraw);
}

// The parts of deck.gl and flowmap.gl that we use, built into a file of their own: it is
// large, and so it changes when they do and not when we do.

export { Deck, MapView } from "@deck.gl/core";
export { GeoJsonLayer, TextLayer } from "@deck.gl/layers";
export { FlowmapLayer, PickingType, type FlowmapLayerPickingInfo } from "@flowmap.gl/layers";

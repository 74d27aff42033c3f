// The world on paper: Natural Earth's projection, fitted to what is shown.

import { geoNaturalEarth1, geoPath, type GeoPath, type GeoProjection } from "d3-geo";
import type { FeatureCollection } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import countries from "world-atlas/countries-110m.json";
import type { Place } from "../contract.ts";
import { fetchJson } from "../dom.ts";

/** The map's own units; the drawing is scaled to its place on the page. */
export const WIDTH = 960;
export const HEIGHT = 500;

type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

let atlas: Promise<FeatureCollection> | undefined;

/** Outlines of countries, fetched once. Natural Earth's, as they are in fact held: pages say so. */
export function outlines(): Promise<FeatureCollection> {
  return (atlas ??= fetchJson<Atlas>(new URL(countries, import.meta.url).href).then((world) =>
    feature(world, world.objects.countries),
  ));
}

export interface View {
  projection: GeoProjection;
  path: GeoPath;
}

const MARGIN = 46;
/** Nearer than this and outlines of 1:110 million are only corners. */
const SCALE_MAX = 1_400;

/** A view of these places, or of the world where there are none. */
export function viewOf(places: readonly Place[], zoom: number, shift: readonly [number, number]): View {
  const projection = geoNaturalEarth1().rotate([-11, 0]);
  const world = { type: "Sphere" } as const;
  const box: [[number, number], [number, number]] = [
    [MARGIN, MARGIN],
    [WIDTH - MARGIN, HEIGHT - MARGIN],
  ];
  if (places.length === 0) projection.fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], world);
  else {
    const coordinates = places.map((place) => at(place));
    projection.fitExtent(box, { type: "MultiPoint", coordinates });
    if (projection.scale() > SCALE_MAX) {
      projection.scale(SCALE_MAX).translate([0, 0]);
      const centre = coordinates.map((point): [number, number] => projection(point) ?? [0, 0]);
      const middle = (axis: 0 | 1): number =>
        (Math.min(...centre.map((point) => point[axis])) + Math.max(...centre.map((point) => point[axis]))) / 2;
      projection.translate([WIDTH / 2 - middle(0), HEIGHT / 2 - middle(1)]);
    }
  }
  const [x, y] = projection.translate();
  projection
    .scale(projection.scale() * zoom)
    .translate([(x - WIDTH / 2) * zoom + WIDTH / 2 + shift[0], (y - HEIGHT / 2) * zoom + HEIGHT / 2 + shift[1]])
    .clipExtent([[-40, -40], [WIDTH + 40, HEIGHT + 40]]);
  return { projection, path: geoPath(projection).digits(1) };
}

/** Longitude and latitude in degrees. */
export function at(place: Place): [number, number] {
  return [place.lon_milli / 1000, place.lat_milli / 1000];
}

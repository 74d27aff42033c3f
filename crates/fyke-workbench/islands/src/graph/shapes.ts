// How parties look: a square is a company, a circle a person, a diamond a vessel, a
// hexagon anything else; a ring means that it stands on a watch list, a dot in the
// middle that it was pinned. Shape carries what colour says, for who sees no colour.
//
// One WebGL program draws them all from distances, so that edges stay smooth at
// every size. The number of the shape travels in an attribute.

import { NodeProgram } from "sigma/rendering";
import type { NodeDisplayData, ProgramInfo, RenderParams } from "./sigma.ts";
import { floatColor } from "sigma/utils";

export type Kind = "person" | "company" | "vessel" | "other";
export const SHAPES: Record<Kind, number> = { person: 0, company: 1, vessel: 2, other: 3 };

const COMPANIES = new Set(["company", "organization", "legalentity", "publicbody", "asset"]);
const VESSELS = new Set(["vessel", "vehicle", "airplane"]);

/** Which of the four an entity is, by its schema. */
export function kindOf(node: { schema: string }): Kind {
  const schema = node.schema.toLowerCase();
  if (schema === "person") return "person";
  return COMPANIES.has(schema) ? "company" : VESSELS.has(schema) ? "vessel" : "other";
}

/** What a node carries beside what sigma knows. */
export interface Shaped extends NodeDisplayData {
  shape: number;
  ring: string;
  ringed: boolean;
  pinned: boolean;
}

// sigma draws everything a second time for picking, with the identity as colour
const VERTEX = `
attribute vec2 a_position;
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_ring;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec4 v_ring;
varying vec2 v_at;
varying float v_shape;
varying float v_edge;
void main() {
  // a triangle around the circle of 1.6 sizes, which holds every shape and its ring
  float size = a_size * u_correctionRatio / u_sizeRatio * 4.0;
  vec2 corner = vec2(cos(a_angle), sin(a_angle)) * 1.6;
  gl_Position = vec4((u_matrix * vec3(a_position + size * corner, 1.0)).xy, 0.0, 1.0);
  v_at = corner * 2.0;
  v_shape = a_shape;
  v_edge = u_correctionRatio / size * 4.0;
  v_ring = a_ring;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

const FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying vec4 v_ring;
varying vec2 v_at;
varying float v_shape;
varying float v_edge;
float outline(float shape, vec2 at) {
  at = abs(at);
  if (shape < 0.5) return length(at) - 0.95;
  if (shape < 1.5) return length(max(at - 0.68, 0.0)) - 0.16 + min(max(at.x - 0.68, at.y - 0.68), 0.0);
  if (shape < 2.5) return (at.x + at.y) * 0.7071 - 0.80;
  return max(at.x * 0.8660 + at.y * 0.5, at.y) - 0.84;
}
void main() {
  float flags = floor(v_shape / 8.0 + 0.01);
  float shape = v_shape - flags * 8.0;
  bool ringed = mod(flags, 2.0) > 0.5;
  bool pinned = flags > 1.5;
  float d = outline(shape, v_at);
  #ifdef PICKING_MODE
  gl_FragColor = d < 0.45 ? v_color : vec4(0.0);
  #else
  vec4 color = v_color;
  if (pinned) color = mix(vec4(1.0), color, smoothstep(0.26 - v_edge, 0.26 + v_edge, length(v_at)));
  float body = 1.0 - smoothstep(-v_edge, v_edge, d);
  float ring = ringed ? 1.0 - smoothstep(0.10 - v_edge, 0.10 + v_edge, abs(d - 0.32)) : 0.0;
  gl_FragColor = mix(mix(vec4(0.0), v_ring, ring), color, body);
  #endif
}`;

const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"] as const;

export class ShapeProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  override getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES as 4,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_ring", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }

  override processVisibleItem(id: number, at: number, data: NodeDisplayData): void {
    const { shape = SHAPES.other, ring = "#000", ringed = false, pinned = false } = data as Partial<Shaped>;
    const into = this.array;
    into[at++] = data.x;
    into[at++] = data.y;
    into[at++] = data.size;
    into[at++] = floatColor(data.color);
    into[at++] = floatColor(ring);
    into[at++] = shape + 8 * (Number(ringed) + 2 * Number(pinned));
    into[at++] = id;
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniform1f(uniformLocations["u_correctionRatio"] ?? null, params.correctionRatio);
    gl.uniform1f(uniformLocations["u_sizeRatio"] ?? null, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
  }
}

// The types of sigma that the drawing needs, under one roof.

import type { NodeDisplayData, RenderParams } from "sigma/types";
import type { NodeProgram } from "sigma/rendering";

export type { NodeDisplayData, RenderParams };

/** What `setUniforms` of a program is given. */
export type ProgramInfo = Parameters<NodeProgram["setUniforms"]>[1];

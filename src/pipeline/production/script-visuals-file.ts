import { z } from 'zod';
import { FILE_DISPLAY_MODES, fileWord } from '../script/file-words';
import { scriptToJson } from '../script/structured-script';
import type { WrittenScript } from '../script/written-script';
import type { AssignedSegment, FilePlan, FileSegment } from './script-visuals';

/** The member of a script's file that says which of its visuals a tier gave: who reads it again takes none of those for a decision. */
const plan = z.object({ given: z.record(z.string(), z.object({ mode: z.string(), direction: z.string() })) });
const file = z.looseObject({
  segments: z.array(z.looseObject({ idx: z.int() })),
  visual_plan: z.unknown().optional(),
});

/** The segments as people left them. `json`: the file that the script was read from, where it was JSON; null: it was text. */
export function segmentsAsDecided({ segments }: WrittenScript, json: unknown): FileSegment[] {
  const read = file.safeParse(json);
  const order = read.success ? read.data.segments.map(({ idx }) => idx).sort((a, b) => a - b) : [];
  const given = read.success ? plan.safeParse(read.data.visual_plan) : null;
  return segments.map((segment, n) => {
    const idx = order[n] ?? n;
    const own = given?.success ? given.data.given[String(idx)] : undefined;
    return {
      ...segment,
      idx,
      visualDirection: segment.visualDirection || null,
      ...(own && withoutGiven(segment, own)),
    };
  });
}

/** Only what is still as it was given: whoever changed it since, decided. */
function withoutGiven(
  { displayMode, visualDirection, visualAssetId }: WrittenScript['segments'][number],
  own: { readonly mode: string; readonly direction: string },
) {
  const isOurs = displayMode === FILE_DISPLAY_MODES.get(fileWord(own.mode));
  const said = visualDirection === own.direction ? null : visualDirection || null;
  return {
    displayMode: isOurs ? null : displayMode,
    visualDirection: said,
    visualAssetId: isOurs ? null : visualAssetId,
  };
}

/** The seed's JSON with the assignment in it, and beside it what it comes to. Whatever else the file says stays as it is. */
export function fileWithVisuals(script: WrittenScript, json: unknown, assigned: FilePlan): object {
  const read = file.safeParse(json);
  const base = read.success ? read.data : file.parse(scriptToJson(script));
  const by = new Map(assigned.segments.map((segment) => [segment.idx, segment]));
  const segments = base.segments.map((said) => {
    const segment = by.get(said.idx);
    return segment ? { ...said, ...visualsOf(segment) } : said;
  });
  return { ...base, segments, visual_plan: reportOf(assigned) };
}

function visualsOf({ displayMode, visualDirection, visualAssetId }: AssignedSegment): object {
  return {
    visual_direction: visualDirection ?? '',
    display_mode: displayMode.toLowerCase(),
    visual_asset_id: visualAssetId,
  };
}

export function reportOf(assigned: FilePlan): object {
  const { tier, segments, toDraw, toMove, reused, figuresNeeded, costCents } = assigned;
  const given = segments.filter(({ isGiven }) => isGiven);
  return {
    tier: tier.toLowerCase(),
    segments_needing_dalle: toDraw,
    segments_needing_luma: toMove,
    segments_needing_figures: figuresNeeded,
    can_reuse: Object.fromEntries(reused),
    estimated_cost: costCents / 100,
    given: Object.fromEntries(
      given.map(({ idx, displayMode, visualDirection }) => [
        idx,
        { mode: displayMode.toLowerCase(), direction: visualDirection ?? '' },
      ]),
    ),
  };
}

import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { assignVisuals } from '../pipeline';
import { assemblyManifest } from '../pipeline/library/assembly-manifest';
import type { AssetType } from '../pipeline/library/asset';
import { generationPlan, tierComparison } from '../pipeline/library/librarian';
import type { ScriptLibrary } from '../pipeline/library/script-library';
import type { Tier } from '../pipeline/production/tiers';
import { AssetTypeEnum, TierEnum } from '../schema/enums';
import { AssemblyManifest, GenerationPlan, TierPlan } from '../schema/librarian';
import { StructuredScript } from '../schema/script';
import { AssignVisualsInput, AssignVisualsPayload } from '../schema/visuals';
import type { Context } from './context';
import { shownAssignment, shownManifest, shownPlan, shownTier } from './librarian-answers';
import type { Made } from './made';
import { Needs } from './needs';
import { rowIdOf } from './row-ids';

/** The read leaves the script's library in the hidden key of each field; see `computed` in reads/tables/librarian.ts. */
@Resolver(() => StructuredScript)
export class LibrarianResolver {
  @FieldResolver(() => GenerationPlan)
  generationPlan(
    @Root() script: { ' generationPlan': ScriptLibrary },
    @Arg('type', () => AssetTypeEnum) type: AssetType,
    @Arg('tier', () => TierEnum, { defaultValue: 'MEDIUM' }) tier: Tier,
    @Ctx() { studio: { prices } }: Context,
  ): Made {
    return shownPlan(generationPlan(script[' generationPlan'], { type, tier, prices }));
  }

  @FieldResolver(() => [TierPlan])
  tierComparison(@Root() script: { ' tierComparison': ScriptLibrary }, @Ctx() { studio: { prices } }: Context): Made[] {
    return tierComparison(script[' tierComparison'], prices).map(shownTier);
  }

  @FieldResolver(() => AssemblyManifest)
  assemblyManifest(
    @Root() script: { ' assemblyManifest': ScriptLibrary },
    @Arg('onlyApproved', () => Boolean, { defaultValue: false }) onlyApproved: boolean,
    @Arg('skipRejected', () => Boolean, { defaultValue: false }) skipRejected: boolean,
  ): Made {
    return shownManifest(assemblyManifest(script[' assemblyManifest'], { onlyApproved, skipRejected }));
  }

  @Needs('PRODUCER')
  @Mutation(() => AssignVisualsPayload, {
    description:
      'Gives each segment what a tier pays for: figures in every tier, approved pictures without counting them, text for transitions, pictures for the most important of the rest. Asked for another tier it decides anew; what people decided stands. Nothing is made or billed by it.',
  })
  async assignVisuals(
    @Arg('input', () => AssignVisualsInput) input: AssignVisualsInput,
    @Ctx() { studio, caller }: Context,
  ): Promise<object> {
    const scriptId = rowIdOf('StructuredScript', input.scriptId, ['input', 'scriptId']);
    return shownAssignment(scriptId, await assignVisuals(studio, caller, { ...input, scriptId }));
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { srt, vtt } from '../pipeline/timeline/captions';
import type { CaptionLine } from '../pipeline/timeline/cut';
import type { Rate } from '../pipeline/values/rate';
import { CaptionFormatEnum } from '../schema/enums';
import { Timeline } from '../schema/timeline';
import type { Context } from './context';
import { Needs } from './needs';

const WRITERS = { SRT: srt, VTT: vtt };

@Resolver(() => Timeline)
export class TimelineResolver {
  @Needs('VIEWER')
  @Query(() => Timeline, { nullable: true })
  timeline(
    @Arg('id', () => ID) _: string,
    @Ctx() { reads }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return reads.root(info);
  }

  /** The read leaves the cut's captions and its rate in a hidden key; see `computed` in reads/tables/timeline.ts. */
  @FieldResolver(() => String)
  captions(
    @Root() timeline: { ' captions': { lines: CaptionLine[]; rate: Rate } },
    @Arg('format', () => CaptionFormatEnum, { defaultValue: 'SRT' }) format: keyof typeof WRITERS,
  ): string {
    const { lines, rate } = timeline[' captions'];
    return WRITERS[format](lines, rate);
  }
}

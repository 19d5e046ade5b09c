import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { srt, vtt, vttKaraoke } from '../pipeline/timeline/captions';
import { chaptersText } from '../pipeline/timeline/chapters';
import type { CaptionLine, Cut } from '../pipeline/timeline/cut';
import type { Rate } from '../pipeline/values/rate';
import { CaptionFormatEnum } from '../schema/enums';
import { Timeline } from '../schema/timeline';
import type { Context } from './context';
import { Needs } from './needs';

const WRITERS = { SRT: srt, VTT: vtt, KARAOKE: vttKaraoke };

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

  @FieldResolver(() => String)
  chapters(@Root() timeline: { ' chapters': Pick<Cut, 'chapters' | 'durationFrames' | 'rate'> }): string {
    return chaptersText(timeline[' chapters']);
  }
}

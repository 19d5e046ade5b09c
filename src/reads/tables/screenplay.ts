import type { Field, Place, Row, Tables } from '../table';
import { computed, list, one, page, sql, toOne } from '../table';
import { textIn, wholeIn, wordIn } from './json';

/** Problems as they stand in a JSON column, in their order. */
export const storyProblems = (problems: (row: Row) => string): Field =>
  list({
    from: (row) =>
      `(SELECT i.said, i.ordinality FROM jsonb_path_query(${problems(row)}, '$[*]') WITH ORDINALITY i(said, ordinality))`,
    order: (problem) => problem('ordinality'),
  });

/** `KeptText`: to the letter. */
const keptText = (row: Row): string =>
  `SELECT json_build_object('fileFormat', ${row('file_format')}, 'source', ${row('source')})`;

const keptTextOfNow = (screenplay: Row, { scope }: Place): string =>
  `SELECT json_build_object('fileFormat', r.file_format, 'source', r.source) FROM screenplay_revision r
   WHERE r.screenplay_id = ${screenplay('id')} AND r.revision = ${screenplay('revision')}${scope('r')}`;

export const screenplayTables: Tables = {
  Screenplay: {
    from: 'screenplay',
    fields: {
      project: toOne('project_id'),
      fileFormat: sql(
        (row, { scope }) =>
          `(SELECT r.file_format FROM screenplay_revision r WHERE r.screenplay_id = ${row('id')} AND r.revision = ${row('revision')}${scope('r')})`,
      ),
      text: computed(keptTextOfNow),
      shotList: one((screenplay, list) => `${list('screenplay_id')} = ${screenplay('id')}`),
      problems: storyProblems((row) => row('problems')),
      revisions: page({
        on: (screenplay, revision) => `${revision('screenplay_id')} = ${screenplay('id')}`,
        orders: { default: { keys: [{ column: 'revision', type: 'int' }], descending: true } },
      }),
    },
  },
  ScreenplayRevision: { from: 'screenplay_revision', fields: { text: computed(keptText) } },
  StoryProblem: {
    project: null, // its rows come out of a row that was walled already
    fields: {
      code: sql((row) => textIn(row('said'), 'code')),
      severity: sql((row) => wordIn(row('said'), 'severity', ['ERROR', 'WARNING'])),
      message: sql((row) => textIn(row('said'), 'message')),
      scene: sql((row) => wholeIn(row('said'), 'scene')),
      shot: sql((row) => wholeIn(row('said'), 'shot')),
    },
  },
};

import { SEGMENT_INTENTS } from '../../pipeline/script/segment';
import { TRANSCRIPT_FORMATS } from '../../pipeline/script/style/read-transcript';
import type { Field, Row, Tables } from '../table';
import { embed, list, sql, toOne } from '../table';
import { numberIn, objectIn, textIn, wholeIn, wordIn } from './json';

const numberOf = (name: string): Field => sql((row) => numberIn(row('profile'), name));
const vocabulary = (row: Row): string => objectIn(row('profile'), 'vocabulary');
const inVocabulary = (name: string): Field => sql((row) => numberIn(vocabulary(row), name));

/** Texts, in their order; what is no text among them is left out. */
const texts = (json: string, name: string): string =>
  `jsonb_path_query_array(${json}, 'strict $."${name}"[*] ? (@.type() == "string")', '{}', true)`;

const spread = (name: string): Field =>
  embed(
    Object.fromEntries(
      ['low', 'median', 'high'].map((edge) => [edge, (row: Row) => wholeIn(objectIn(row('profile'), name), edge)]),
    ),
  );

/** A path, not `jsonb_array_elements`: what is no list is one strange part, whose fields are missing, and not a failed statement. */
const partsOf = (column: string, path: string): Field =>
  list({
    from: (row) =>
      `(SELECT i.said, i.ordinality FROM jsonb_path_query(${row(column)}, '${path}') WITH ORDINALITY i(said, ordinality))`,
    order: (part) => part('ordinality'),
  });

export const styleProfileTables: Tables = {
  StyleProfile: {
    from: 'style_profile',
    fields: {
      project: toOne('project_id'),
      wordsPerMinute: numberOf('wordsPerMinute'),
      segmentWords: spread('segmentWords'),
      sentenceWords: spread('sentenceWords'),
      pauseSeconds: numberOf('pauseSeconds'),
      intents: partsOf('profile', '$.intents[*]'),
      openings: sql((row) => texts(row('profile'), 'openings')),
      closings: sql((row) => texts(row('profile'), 'closings')),
      favourites: sql((row) => texts(vocabulary(row), 'favourites')),
      connectives: sql((row) => texts(vocabulary(row), 'connectives')),
      questionsShare: inVocabulary('questionsShare'),
      firstPersonShare: inVocabulary('firstPersonShare'),
      secondPersonShare: inVocabulary('secondPersonShare'),
      technicality: inVocabulary('technicality'),
      references: partsOf('learned_from', '$[*]'),
    },
  },
  WordSpread: {},
  IntentShare: {
    project: null, // its rows come out of a row that was walled already
    fields: {
      intent: sql((row) => wordIn(row('said'), 'intent', SEGMENT_INTENTS)),
      share: sql((row) => numberIn(row('said'), 'share')),
    },
  },
  StyleReference: {
    project: null, // its rows come out of a row that was walled already
    fields: {
      fileName: sql((row) => textIn(row('said'), 'fileName')),
      sha256: sql((row) => textIn(row('said'), 'sha256')),
      words: sql((row) => wholeIn(row('said'), 'words')),
      format: sql((row) => wordIn(row('said'), 'format', TRANSCRIPT_FORMATS)),
    },
  },
};

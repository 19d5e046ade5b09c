import { link, type Resolve, type Resolvers } from './types';

const said =
  (name: string): Resolve =>
  ({ profile }) =>
    profile[name];
const inVocabulary =
  (name: string): Resolve =>
  ({ profile }) =>
    profile.vocabulary[name];

export const styleProfileResolvers: Resolvers = {
  StyleProfile: {
    project: link('project', 'project_id'),
    ...Object.fromEntries(
      ['wordsPerMinute', 'segmentWords', 'sentenceWords', 'pauseSeconds', 'intents', 'openings', 'closings'].map(
        (name) => [name, said(name)],
      ),
    ),
    ...Object.fromEntries(
      ['favourites', 'connectives', 'questionsShare', 'firstPersonShare', 'secondPersonShare', 'technicality'].map(
        (name) => [name, inVocabulary(name)],
      ),
    ),
    references: ({ learned_from: references }) => references,
  },
};

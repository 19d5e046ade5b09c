import { cursorTag } from '../../src/reads/cursor';
import type { Library } from '../harness/library';

/** A read of the API that every contender answers alike. */
export interface ReadQuestion {
  readonly about: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, string | null>>;
}

export const SCRIPT_QUERY = `query Script($id: ID!) {
  script(id: $id) { id name segments(first: 250) { nodes {
    id number text intent estimatedSeconds
    audio { ...Filled } picture { ...Filled } video { ...Filled }
  } } }
}
fragment Filled on Slot { id current {
  id take status tags media { sha256 mimeType bytes } cost { amount currency }
  audit(first: 10) { nodes { seq at actor from to reason } }
} }`;

export const PAGE_QUERY = `query Page($id: ID!) {
  shotList(id: $id) { shots(first: 50) { nodes {
    id key number shotType durationFrames
    still { ...Filled } clip { ...Filled }
  } } }
}
fragment Filled on Slot { current {
  id take status tags
  media { sha256 mimeType durationSeconds size { width height } }
  review { approvedAt approvedBy rejectedReason }
} }`;

export const FILM_QUERY = `query Film($id: ID!) {
  shotList(id: $id) { id title scenes(first: 100) { nodes { id number slugline shots(first: 100) { nodes {
    id key number durationFrames
    still { ...Ready } clip { ...Ready }
  } } } } }
}
fragment Ready on Slot { approved { id take status media { sha256 mimeType } } }`;

export const LIBRARY_QUERY = `query Library($key: String!, $after: String) {
  project(key: $key) {
    assets(where: { types: [VIDEO], statuses: [APPROVED], tags: ["mood:tense"] }, first: 20, after: $after) {
      nodes { id take status tags media { sha256 mimeType bytes } }
      pageInfo { hasNextPage }
    }
  }
}`;

/** The cursor that the API gives for this asset in the order of `LIBRARY_QUERY`: peers read it too. */
function cursorOf(assetId: string): string {
  return Buffer.from(JSON.stringify([cursorTag('Project.assets', 'NEWEST'), assetId])).toString('base64url');
}

export function questionsAbout({
  scriptId,
  shotListId,
  projectKey,
  oldAssetId,
}: Library): Readonly<Record<string, ReadQuestion>> {
  return {
    Q0: {
      about: 'a script: 200 segments, their 3 slots, current takes with their audit',
      query: SCRIPT_QUERY,
      variables: { id: `StructuredScript_${scriptId}` },
    },
    Q1: {
      about: 'a page: 50 shots, the current takes of still and clip with tags, media and last decision',
      query: PAGE_QUERY,
      variables: { id: `ShotList_${shotListId}` },
    },
    Q2: {
      about: 'a film: 40 scenes, 754 shots, the approved takes of still and clip',
      query: FILM_QUERY,
      variables: { id: `ShotList_${shotListId}` },
    },
    Q3: {
      about: 'the library: the newest 20 of a type, a status and a tag',
      query: LIBRARY_QUERY,
      variables: { key: projectKey, after: null },
    },
    'Q3 deep': {
      about: 'the same, 95,000 assets further down',
      query: LIBRARY_QUERY,
      variables: { key: projectKey, after: cursorOf(oldAssetId) },
    },
  };
}

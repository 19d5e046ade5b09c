/** A treatment in somebody's own words: nothing in it is marked as a scene. */
export const COFFEE = `A film about our coffee, for people who are in a hurry

We open on beans falling into a grinder, and for five seconds a voice says “Every morning begins with one sound.” There is soft piano.

Then a slow pan over the roastery, while the narrator says “We don’t roast for everybody.” One hears a grinder, and there is a chart of what we sold: in spring 1,200 bags, in autumn 1,850 bags.`;

export interface SceneReply {
  readonly purpose: string;
  readonly duration: string;
  readonly narration: string;
  readonly effects: readonly string[];
  readonly music: string;
  readonly sounds: readonly string[];
}

/** A scene of a reply that says nothing but what is given. */
export function sceneReply(says: Partial<SceneReply> = {}): SceneReply {
  return { purpose: '', duration: '', narration: '', effects: [], music: '', sounds: [], ...says };
}

export interface Reply {
  readonly scenes: readonly SceneReply[];
  readonly shown: readonly { readonly scene: number; readonly kind: string; readonly text: string }[];
  readonly figures: readonly { readonly scene: number; readonly label: string; readonly amount: string }[];
}

export function replyOf(says: Partial<Reply>) {
  const reply: Reply = { scenes: [], shown: [], figures: [], ...says };
  return JSON.parse(JSON.stringify(reply));
}

/** What a good model makes of it. */
export const COFFEE_REPLY = replyOf({
  scenes: [
    sceneReply({ purpose: 'hook', duration: 'five seconds', narration: 'Every morning begins with one sound.' }),
    sceneReply({ narration: 'We don’t roast for everybody.' }),
  ],
  shown: [{ scene: 1, kind: 'PLAIN', text: 'beans falling into a grinder' }],
});

/** Who is seen and who speaks in a scene, by key; parallel to its elements. */
export interface ScenePeople {
  readonly elements: readonly {
    /** By paragraph (`paragraphsOf`) of an ACTION, CENTRED, SHOT, PARENTHETICAL or LYRIC. */
    readonly shown: readonly (readonly string[])[];
    /** Of a CHARACTER. */
    readonly speakers: readonly string[];
  }[];
}

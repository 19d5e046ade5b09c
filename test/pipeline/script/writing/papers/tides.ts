/** An invented letter: no abstract apart, methods at the end, one author, three figures. */
export const TIDES = `# Night Lights Delay the Spawning of Reef Corals

Most corals of a reef spawn in the same night of the year. How they agree on a night has been a riddle for forty years. Moonlight is the signal that is best supported: colonies that are kept in the dark lose the rhythm, and colonies under an artificial moon follow it. Coasts, however, are lit by more than the moon. Street lights, harbours and hotels have made nights near the shore ten times as bright as they were in 1990 (ref. 3). Here I show that corals near lit coasts spawn later than corals near dark ones, and that the delay is long enough to keep them apart.

## Background

A coral cannot go and look for a mate. It releases eggs and sperm into the water and relies on its neighbours to do so at the same time. Within two hours the current has carried them off. A colony that spawns one night late therefore meets hardly any partners. Spawning in step is what keeps a reef young.

Light at night reaches the water from three sources: the moon, the stars, and us. The first changes over the month, and corals have organs of sense that are tuned to its blue. Artificial light does not change, and it hides the dark hours that follow sunset after a full moon. These dark hours are thought to start the clock.

## Results

I watched 214 colonies of one species at 18 reefs in the nights after the October full moon. Nine of the reefs lie off lit coasts and nine off dark ones. Corals at dark reefs spawned 5.1 nights after the full moon on average, and corals at lit reefs 7.4 nights after it. Figure 1 gives the nights for each reef. There is almost no overlap between the two groups. At the brightest reef, off a container port, a third of the colonies did not spawn at all.

Figure 1: Nights between full moon and spawning at 18 reefs. Dark circles: dark coasts; open circles: lit coasts.

The delay grows with the light. Satellite pictures show how bright each coast is, and they predict the delay of each reef to within a night. Figure 2 plots the one against the other. Two reefs do not fit the line. They lie behind islands that shade them from the port, and they spawned as if the coast were dark.

Figure 2: Delay of spawning against the brightness of the coast.

To test whether light is the cause, I shaded parts of lit reefs. Six tents of black cloth were put up over single colonies for ten nights. Shaded colonies spawned 2.2 nights before their unshaded neighbours, as Figure 3 shows, and in step with dark reefs 40 kilometres away. Nothing about the water differed between them.

Figure 3: Spawning of shaded and unshaded colonies on the same reefs.

## Discussion

Two nights may seem little. A coral egg, however, lives for less than one. Reefs off lit coasts can no longer exchange young with reefs off dark ones, though currents connect them. Over generations they may become strangers. The damage can be undone: a tent of cloth was enough to bring a colony back into step within one month.

Other explanations are possible. Lit coasts are also warm, loud and dirty. Warm water makes corals spawn earlier and not later, so warmth cannot be the cause. Noise and dirt were the same under the tents as beside them.

Harbours could dim their lights for one week of the year. The week is known in advance, and ships are told of tides already.

## Methods

Colonies were marked in August and visited each night by two divers, who used red lamps that corals do not see. A colony counted as having spawned when bundles of eggs were seen to leave it. Light was measured at a depth of three metres with a meter built for the purpose. The tents were open at their sides, so that the water could move through them. Brightness of the coasts was taken from satellite pictures of cloudless nights in the same month.
`;

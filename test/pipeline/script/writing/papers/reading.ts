/** An invented paper about a program: citations by author and year, formulas, sections with names of their own. */
export const READING = `# Reading Maps Aloud: Route Descriptions That People Can Follow

## Abstract

Navigation systems tell us to turn left in two hundred metres, and nobody knows how far that is. We present Waymark, a system that describes routes by what walkers can see. Waymark learns from 9,600 descriptions written by local people which landmarks are worth naming. In a study with 84 walkers in four cities, those who heard Waymark took 39 % fewer wrong turns than those who heard distances. They also looked at their phones less than half as often. We show that the choice of landmarks matters more than the wording.

## Introduction

People give directions by landmarks. Asked for the way to the station, nobody answers in metres (Lynch, 1960; Denis et al., 1999). Spoken navigation systems do so all the same, since distances are what their maps contain.

Previous work has tried to add landmarks by rule. Churches, banks and petrol stations are put on a list, and the nearest one is named at each turn (Raubal and Winter, 2002). Such lists work badly, as a church that stands behind trees is of no use to a walker. Duckham et al. (2010) scored categories of places by how well they are known, which helps but is blind to the individual building. What is missing is a measure of how well a place can be seen and recognised from where the walker stands.

This paper makes three contributions. We collected the largest open set of route descriptions so far. We trained a landmark scorer (LMS) on it. And we tested the result on the street, with people who had never been there.

Figure 1: From map to speech: candidates are scored, ordered and put into words.

## Collecting descriptions

We asked 480 residents of four cities to describe 20 routes each to a stranger. Residents walked the route first, and spoke the description at its end from memory. The recordings were transcribed by hand. In total we obtained 9,600 descriptions with 71,000 mentions of places. Table 1 lists the places that were mentioned most often. Almost half of the mentions were of shops, and only one in thirty was of a church.

Table 1: Places mentioned in the descriptions, by category.

Not all of what people said could be used. We removed descriptions in which the speaker got lost, which happened in 4 % of cases. Some residents named places that had been torn down years ago. These ghosts are of great interest to linguists but of none to strangers.

## The landmark scorer

The LMS looks at each place along a route and estimates how likely a resident would be to mention it. It sees the street from the walker's eye level, the map, and the opening hours. We write p(x) for the probability that x is mentioned, so that L = −∑ log p(x). The network has two parts, one for pictures and one for maps, and they are joined late (Figure 2). Joining them late lets the scorer work in streets of which there is no picture. Training took nine hours on a single graphics card.

Figure 2: Architecture of the landmark scorer.

A place that scores high is not always a good landmark. If there are two bakeries in a street, naming one of them invites a mistake. Waymark therefore subtracts from the score of a place what it shares with its neighbours. We found that this simple step removed most of the ambiguous descriptions.

## Putting it into words

Once the landmarks are chosen, the wording is simple. Waymark uses eleven templates, such as "turn left after the bakery". We also tried a large language model for the wording. It wrote prettier sentences, but walkers did not find their way any better with them.

## Evaluation

### Walkers and routes

We recruited 84 walkers who did not know the city that they were tested in. Each of them walked six routes, three with Waymark and three with distances. The order was drawn by lot. A wrong turn was counted whenever a walker went more than 15 metres in a wrong direction.

### Wrong turns

Walkers who heard Waymark took 39 % fewer wrong turns. As shown in Figure 3, the gain was largest in old town centres, where streets bend and distances are hard to judge. On straight avenues the two systems were equally good. The number of wrong turns per route fell from 1.9 to 1.2 on average. A mixed-effects model with random intercepts for walkers and routes confirmed the difference (β = −0.49, SE = 0.11, z = −4.4).

Figure 3: Wrong turns per route in old centres, suburbs and along avenues. Each dot is one route.

### Looking at the phone

Cameras on the phones counted how often walkers looked at the screen. With distances they looked every 34 seconds, and with Waymark every 81 seconds. Several walkers said that they had begun to see the city. One of them bought bread at a landmark.

### What matters

To find out what the gain is due to, we replaced parts of the system. When landmarks were drawn at random from the list, the gain vanished altogether. When the wording was replaced by that of the language model, nothing changed (Table 2). The choice of landmarks is what counts.

Table 2: Wrong turns when parts of the system are replaced.

## Limitations

All four cities are in Europe, and all walks took place by day. At night a landmark has to be lit, and our pictures do not tell which ones are. The scorer also learned the taste of its residents, who were younger than the average. We do not know whether the descriptions suit people who cannot see well. For them smells and sounds may be better landmarks than shops.

## Conclusion

Describing a route by what can be seen from it helps walkers more than any distance. What to name can be learned from residents. We believe that navigation should sound like a neighbour and not like a surveyor. All descriptions are open, and we invite others to collect their own.
`;

/** An invented field study: sections as usual, citations by number, four figures and two tables. */
export const SOIL = `# Sleeping Sensors: Energy-Aware Soil Monitoring on Working Farms

## Abstract

Farmers who water by guesswork waste a third of what they pump. Soil sensors could tell them when to stop, but their batteries rarely last a season. We ask whether a sensor that decides for itself when to sleep can measure just as well on a fraction of the energy. We deployed 1,200 sensors on 14 farms over three years and compared a learned sleeping schedule with a fixed one. The sleeping sensors used 47.8 % less energy and missed only 2.1 % of all irrigation events. Farms that followed their advice pumped 18 % less water without losing yield.

## 1 Introduction

Irrigation is the largest single use of fresh water in the region that we studied. On most farms it is scheduled by the calendar, by habit, or by a look at the leaves [1, 2]. By the time a leaf droops, however, the plant has already lost growth that it will not make up [3].

Wireless soil sensors promise something better. They measure how wet the ground is where the roots are, and they report it many times a day (Figure 1). Yet few farms use them for longer than one season. In a survey of 212 growers, dead batteries were the reason most often given for abandoning a network [4]. Replacing a battery takes a quarter of an hour in good weather, and a farm may have a hundred sensors under its crops.

The radio is what drains a battery. Measuring the soil takes a few milliseconds, whereas sending the result takes more than a second at full power [5]. A sensor that sends less often therefore lasts longer, but it may be asleep when something happens. This trade-off has been studied in the laboratory [6–8]. It has hardly been studied on working farms, where tractors, mice and mud have a say.

In this paper we present a schedule that each sensor learns for itself. Our contributions are as follows: (i) a model, (ii) an open data set, and (iii) a field study.

Figure 1: Overview of a sensor node in the ground, with its probe, battery and radio (not to scale).

## 2 Methods

### 2.1 The farms

We worked with 14 farms that grow tomatoes, maize or potatoes. The farms were chosen so that they cover sandy, loamy and clay soils (Table 1). Each farm was divided into plots of one hectare, and half of the plots were picked by lot for the sleeping schedule. The farmers did not know which plots were which.

Table 1: Farms by soil and crop, with the number of sensors on each.

### 2.2 The schedule

A sensor wakes, measures, and compares the moisture with what it expected. If the ground behaves as expected, the sensor doubles the time until it wakes again, up to six hours. If it does not, the sensor falls back to once every five minutes. Figure 2 shows this cycle over two days with a rain shower in the middle. The expectation comes from a small recurrent network (RNN) with 412 parameters, which fits into the memory of the cheapest microcontroller on the market. The RNN is trained once on the data of the first month and then left alone.

$ s(t+1) = f(s(t), m(t)) + e

where s(t) is the state and m(t) the moisture at time t. We set the threshold k to 0.04 for all soils.

Figure 2: Waking times of one sensor over two days. Rain fell at noon on the second day.

### 2.3 What we measured

We measured the energy of every node with a coulomb counter, the moisture with a reference probe that was read by hand once a week, and the water with the meters of the pumps. An irrigation event counts as missed if the sensor reported it more than 30 minutes late. To keep weather out of the comparison, we only compared plots of the same farm on the same days.

## 3 Results

### 3.1 Energy

Sleeping sensors used 47.8 % less energy than sensors on a fixed schedule (p < 0.001). Figure 3 shows that the saving is largest on clay, where water moves slowly and little happens for days. On sandy soils the ground dries within hours, and the sensors had to stay awake for longer. Even there, they saved 31 % of the energy. With the batteries that we used, this means that a node lasts for two seasons and not for one.

Figure 3: Energy use by soil type. Bars are means over all nodes; whiskers are standard errors.

Batteries failed on 9 of 600 sleeping nodes and on 71 of 600 fixed ones. Most of the failures came in late August, as can be seen in Figure 4, when the ground was driest and the radios had to shout. Two nodes were eaten by a badger.

Figure 4: Nodes that were still alive in each week of the second season.

### 3.2 Missed events

The sleeping sensors missed 2.1 % of all irrigation events, and the fixed ones 1.8 % (Table 2). The difference is too small to matter to a farmer. All of the missed events were short, and none of them wetted the ground below ten centimetres. After rain, both kinds of sensors reported equally fast, because the schedule wakes a sensor as soon as its expectation fails.

Table 2: Irrigation events and how many of them were missed, by schedule.

### 3.3 Water and yield

Farmers who followed the advice of the sensors pumped 18 % less water than in the years before. Their yields did not change. The values by farm were 12, 14, 15, 17, 18, 19, 21, 22 and 24 %, respectively. One farmer told us that for the first time he had slept through July.

## 4 Discussion

Our results suggest that sensors need not choose between seeing much and living long. Most of what happens in the ground is predictable, and a sensor that knows what to expect may safely ignore it. What matters is that it notices when its expectation fails.

The study has limits. All farms lie in one valley, and none of them grows rice or fruit trees. The reference probes were read by hand, so that errors of a day cannot be ruled out. We also did not test what happens when a neighbour’s network uses the same radio channel. Section 2.3 describes how the plots were compared.

Compared with earlier work in the laboratory, our savings are smaller. Laboratory studies report savings of up to 70 % [6], but their soil was dry and their radios stood on a table. A farm is a harder place.

## 5 Conclusion

A soil sensor that learns when to sleep uses half the energy and sees almost everything. It costs nothing but a few hundred bytes of memory. We hope that growers will keep their networks for longer, and we release all data and designs for that purpose. Whether the same idea works for sensors in rivers and snow remains to be seen.

## Acknowledgements

We thank the farmers, and the badger.

## References

[1] A. Writer. On irrigation. 2011.
`;

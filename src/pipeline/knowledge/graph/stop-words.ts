const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Words that hold sentences together and are about nothing. */
export const STOP_WORDS = words(`
a about above across actually after afterwards again against ago albeit all almost alone along already also although always am amid
among amongst an and another any anybody anyone anything anyway anywhere apart are aren't around as aside at away back be because been
before beforehand being below beside besides between beyond both but by can can't cannot could couldn't despite did didn't do does
doesn't doing don't done down due during each eg e.g either else elsewhere enough etc even ever every everybody everyone everything
everywhere except few fewer first firstly for former formerly fro from further furthermore had hadn't has hasn't have haven't having he
hence her here hereafter hereby herein hers herself him himself his how however i ie i.e if in indeed instead into is isn't it it's its
itself just last lastly later latter least less let let's like likewise many may maybe me meanwhile might more moreover most mostly
much must mustn't my myself namely near nearly neither never nevertheless next no nobody none nonetheless nor not nothing now nowhere of
off often on once one ones only onto or other others otherwise ought our ours ourselves out over overall own per perhaps quite
rather really regarding same second secondly several shall she should shouldn't since so some somebody somehow someone something sometime
sometimes somewhat somewhere still such than that that's the their theirs them themselves then thence there thereafter thereby therefore
therein these they third thirdly this those though three through throughout thus till to together too toward towards twice two under
underneath unless unlike until unto up upon us very via viz vs versus was wasn't we well were weren't what whatever when whence whenever
where whereas whereby wherein wherever whether which whichever while whilst who whoever whole whom whose why will with within without
won't would wouldn't yes yet you your yours yourself yourselves four five six seven eight nine ten hundred thousand million billion
please behind inside outside ahead onward thereof dozen half double triple zero et al cf ca viz respectively according accordingly given versus plus minus
`);

/** Words that take part in every paper, and alone or at the end of a phrase say nothing of any. */
export const GENERIC = words(`
eqn eqns amount amounts interest interests abstract acknowledgement acknowledgements addition advantage aim aims analysis analyses answer appendix application applications
approach approaches argument article aspect aspects assumption attempt author authors background base baseline basis behavior behaviour benefit
bit body book bottom case cases cause challenge challenges change changes chapter choice choices class code column comparison component components
concept conclusion conclusions condition conditions consequence contents context contribution contributions core count couple course day days deal
decrease definition degree detail details difference differences difficulty direction discussion doi done document draft edge edges effect effects effort
element elements end entry equation equations error errors evaluation evidence example examples experiment experiments explanation extent fact factor factors
feature features fig figs figure figures file finding findings focus following form forms fraction framework front function functions future gap goal goals
ground group groups growth half hand head heading help hour hours idea ideas image impact implementation importance improvement improvements
increase index information input inputs insight instance introduction issue issues item items keyword keywords kind kinds lack left length level levels limit
limitation limitations line lines link list literature look loss lot lots main manner materials maximum mean means measure measurement measurements
member members method methods metric middle minimum minute minutes model models month months motivation name names nature need needs news note notes notion
number numbers object objective observation observations one ones operation opportunity option order outcome outcomes output outputs overview page pages
panel paper papers paragraph part parts past people percent percentage performance period periods person perspective phase phenomenon place places plot plots
point points position possibility possible practice presence present problem problems procedure process processes product project property
properties proportion purpose quality quantity question questions range ratio reader readers reason reasons reference references relation
relationship report requirement requirements research researcher researchers respect rest result results review right role room row rows rule
sample samples scenario scenarios scope second seconds section sections sense series set sets setting settings setup shape share side significance
similarity situation size solution solutions sort source sources space speed stage stages start state statement states step steps strategy
strategies structure studies study subject subsection success suggestion sum summary support table tables target task tasks technique
techniques term terms test tests text theme theory thing things thought time times tool tools top topic total trade treatment trend trends truth turn
type types understanding unit units update url use user users usage value values variable variables variant variants variety version versions view
volume way ways week weeks weight weights word words work works world year years zone zones acm arxiv conference copyright ieee journal license preprint press
proceedings publisher springer university volume www http https com org pdf email
january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
`);

/** What may stand before any noun: a phrase does not begin with it. */
export const QUALIFIERS = words(`
able absolute accurate actual additional adequate available average bad basic best better big bigger biggest broad brief careful central certain clear close closer coarse
common comparable compared complete complex comprehensive considerable consistent constant conventional correct corresponding critical crucial
current deep deeper desired detailed different difficult direct distinct diverse early earlier easier easy effective efficient empirical entire equal
equivalent essential exact excellent existing expected extensive extra fair familiar famous fast faster final fine fixed following former free frequent
full fundamental general good great greater greatest half hard harder heavy helpful high higher highest hot huge ideal identical important impossible
independent individual inherent initial interesting internal key known large larger largest late latest leading likely limited little long
longer low lower lowest main major maximal mean minimal minor missing mixed modest naive narrow natural necessary negative new newer newest nice normal notable
novel numerous obvious old older original overall own paper particular perfect poor popular positive possible potential powerful practical precise present
presented previous primary principal prior promising proper proposed quick raw ready real reasonable recent related relative relevant reliable
remarkable required resulting rich rough safe short shorter significant similar simple simpler simplest single slight slow slower small smaller smallest so-called
special specific standard straightforward strange strict strong stronger strongest subsequent substantial sufficient suitable surprising
top total traditional true typical unclear unique unknown unusual upper useful usual valid varied various vast warm warmer warmest weak weaker well-known
whole wide wider widely worse worst wrong young different-sized
`);

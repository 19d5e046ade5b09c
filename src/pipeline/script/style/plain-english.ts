/**
 * Common words of plain English, the most common first. By Zipf's law a word's place says how often it comes: near enough to tell
 * who says `actually` ten times as often as others.
 */
const BY_RANK = `the be to of and a in that have it is for i not on was with he as you do at this but his by from they we say her she
  or an will my one all would there their are what so up out if about who get which go me when make can like time no just him know
  take people into year your good some could them see other than then now look only come its over think also back after use two how
  our work first well way even new want because any these give day most us has had been were did said more very many much may should
  those such through being between must still where down too here own both each same under while last might off never again before
  does why always against around however three need part long high little every place great right left old end found few another
  however without within during during until ago almost along already although among away began begin best better big bring call
  came case change children country course different done early else enough ever example eyes face fact family far feel felt find
  four five six ten hundred thousand million get gets getting gone got group hand hands hard head hear heard heart help home hope
  house idea important inside interesting itself keep kind kinds knew known large later learn less let life light line little live
  lot lots matter maybe mean means mind moment month morning name near next night nothing number often once open order others
  perhaps person piece point possible probably problem put question quite rather read really reason remember room run sense set
  several show shows shown side simple simply since small something sometimes soon sort sound start started stay stop story
  strange sure talk tell ten thing things though thought today together told took toward towards true try trying turn turns turned
  understand unless upon wanted water week whether whole whose wonder wonderful word words world yes yet young actually basically
  exactly finally fairly clearly certainly indeed instead literally obviously really surely suddenly surprisingly suppose therefore
  thus imagine picture welcome hello thank thanks watch watching everyone everybody somebody anyone anything everything nobody
  beautiful amazing incredible remarkable fascinating curious famous tiny huge enormous simple okay alright guys folks friends let's
  don't it's that's there's we're you're i'm they're can't won't isn't doesn't didn't what's here's i've we've you've`;

const RANKS = new Map<string, number>();
for (const word of BY_RANK.split(/\s+/)) if (!RANKS.has(word)) RANKS.set(word, RANKS.size + 1);

/** Of a million words; null of a word that is not common. */
export function perMillion(word: string): number | null {
  const rank = RANKS.get(word);
  return rank === undefined ? null : 75_000 / (rank + 1.5);
}

/** As words. */
const WORDS = {
  ...{ NASA: 'Nasa', ESA: 'E S A', NATO: 'Nato', UNESCO: 'Unesco', UNICEF: 'Unicef', OPEC: 'Opec', LASER: 'laser' },
  ...{ RADAR: 'radar', LIDAR: 'lidar', SONAR: 'sonar', AIDS: 'aids', LaTeX: 'lah-tek', TeX: 'tek', BibTeX: 'bib-tek' },
  ...{
    COVID: 'Covid',
    SARS: 'Sars',
    MERS: 'Mers',
    CERN: 'Cern',
    JPEG: 'jay-peg',
    JPG: 'jay-peg',
    GIF: 'gif',
    PNG: 'P N G',
  },
  ...{
    RAM: 'ram',
    ROM: 'rom',
    CMOS: 'see-moss',
    BIOS: 'bios',
    LAN: 'lan',
    WAN: 'wan',
    SQL: 'sequel',
    NoSQL: 'no sequel',
  },
  ...{ MySQL: 'my sequel', PostgreSQL: 'post-gres', GUI: 'gooey', YAML: 'yaml', JSON: 'jay-son', ASCII: 'ass-key' },
  ...{
    BERT: 'Bert',
    GAN: 'gan',
    GANs: 'gans',
    ReLU: 'ray-loo',
    LoRA: 'Lora',
    ViT: 'vit',
    ImageNet: 'ImageNet',
    arXiv: 'archive',
  },
  ...{ PCA: 'P C A', SLAM: 'slam', LAB: 'lab', MOOC: 'mook', SIM: 'sim', PIN: 'pin', ZIP: 'zip', CAPTCHA: 'captcha' },
  ...{ BLEU: 'blue', ROUGE: 'rouge', ANOVA: 'anova', FAIR: 'fair', SMART: 'smart', CRISPR: 'crisper', FEMA: 'Fema' },
  ...{ kPa: 'kilopascals', pH: 'P H', PhD: 'P H D', iOS: 'I O S', macOS: 'mac O S', WiFi: 'Wi-Fi', OpenAI: 'Open A I' },
  ...{ GitHub: 'GitHub', PyTorch: 'PyTorch', TensorFlow: 'TensorFlow', YouTube: 'YouTube', JavaScript: 'JavaScript' },
  ...{
    TypeScript: 'TypeScript',
    WebAssembly: 'WebAssembly',
    GraphQL: 'Graph Q L',
    NumPy: 'num-pie',
    SciPy: 'sigh-pie',
  },
  ...{
    USD: 'U S dollars',
    EUR: 'euros',
    GBP: 'British pounds',
    OK: 'okay',
    'C++': 'C plus plus',
    'C#': 'C sharp',
    'F#': 'F sharp',
  },
  ...{
    '.NET': 'dot net',
    'Node.js': 'Node J S',
    CO: 'C O',
    ID: 'I D',
    IDs: 'I Ds',
    'AT&T': 'A T and T',
    'Ph.D': 'P H D',
    BCE: 'B C E',
    CE: 'C E',
  },
} as const;

export const LEXICON = new Map<string, string>(Object.entries(WORDS));

/** What is written in capitals for being loud, and is short enough to be taken for letters. */
export const LOUD = new Set(
  'A I AM AN AS AT BE BY DO GO HE IF IN IS ME MY NO OF ON OR SO TO UP WE ALL AND ANY ARE BUT CAN DID FOR GET GOT HAD HAS HER HIM HIS HOW ITS LET MAY NEW NOT NOW OFF OLD ONE OUR OUT OWN SAY SEE SHE THE TOO TWO USE WAS WAY WHO WHY YES YET YOU'.split(
    ' ',
  ),
);

/** Letters, though they could be said as a word. */
export const LETTERS = new Set(
  'US USA UK EU UN AI UI UX IO API APIs CEO CPU GPU TPU DNA RNA FDA EPA IEEE ACM ISO IEC ITU IPA ODE ODEs PDE PDEs AUC ROC IOU MAE MSE RMSE SGD VAE VAEs RNN LSTM URL URI USB SSD IDE OCR OS OSX EEG ECG IQ IT IR UV LED OLED HIV UAV ETA AC DC AM PM EDA SVM IPCC IUCN'.split(
    ' ',
  ),
);

interface Abbreviation {
  readonly said: string;
  /** It may end a sentence, and its point is the sentence’s too. */
  readonly mayEnd?: boolean;
}

/** By what is written before the last point. */
export const ABBREVIATIONS = new Map<string, Abbreviation>(
  Object.entries({
    'e.g': { said: 'for example' },
    'i.e': { said: 'that is' },
    vs: { said: 'versus' },
    cf: { said: 'compare' },
    etc: { said: 'and so on', mayEnd: true },
    viz: { said: 'namely' },
    approx: { said: 'approximately' },
    ca: { said: 'about' },
    resp: { said: 'respectively', mayEnd: true },
    'w.r.t': { said: 'with respect to' },
    'a.k.a': { said: 'also known as' },
    'i.i.d': { said: 'I I D' },
    'a.m': { said: 'A M', mayEnd: true },
    'p.m': { said: 'P M', mayEnd: true },
    incl: { said: 'including' },
    esp: { said: 'especially' },
    dept: { said: 'department' },
    est: { said: 'estimated' },
    max: { said: 'maximum', mayEnd: true },
    avg: { said: 'average', mayEnd: true },
  }),
);

/** Without any point. */
export const SHORT = new Map([
  ['vs', 'versus'],
  ['w/o', 'without'],
  ['w/', 'with'],
  ['and/or', 'and or'],
  ['aka', 'also known as'],
  ['wrt', 'with respect to'],
  ['24/7', 'twenty-four seven'],
]);

export const MONTHS = /^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/;
export const MONTH_NAMES =
  'January February March April May June July August September October November December'.split(' ');

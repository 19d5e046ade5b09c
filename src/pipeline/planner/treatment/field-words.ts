import { wordTable } from './word-table';

export type FieldName =
  | 'NARRATION'
  | 'VISUALS'
  | 'OVERLAY_TEXT'
  | 'EFFECTS'
  | 'MUSIC'
  | 'VOICE'
  | 'SFX'
  | 'DURATION'
  | 'PURPOSE';

export const FIELD_WORDS = wordTable<FieldName>({
  NARRATION:
    'narration|narrations|narrator|vo|v.o.|v/o|voiceover|voiceovers|voice over|voice overs|script|narration vo|narration script|' +
    'narración|narracion|narrador|narração|narração|narrazione|narrateur|voix off|voz en off|voz off|erzähler|sprecher|sprechertext|' +
    'голос за кадром|диктор|закадровый текст|旁白|解说|ナレーション|내레이션|나레이션|التعليق الصوتي|السرد|الراوي|تعليق صوتي|קריינות|نریشن|कथन|वर्णन',
  VISUALS:
    'visual|visuals|image|images|shot|shots|on screen|onscreen|on screen visual|on screen visuals|picture|pictures|video|footage|' +
    'visuales|imagen|imágenes|visuel|visuels|images|visuell|bild|bilder|immagine|immagini|imagem|imagens|изображение|визуал|画面|图像|映像|画像|화면|' +
    'المشهد البصري|الصورة|المرئيات|صورة|ויזואל|תמונה|दृश्य|चित्र',
  OVERLAY_TEXT:
    'overlay text|text overlay|on screen text|onscreen text|caption|captions|title card|super|字幕|نص الشاشة',
  EFFECTS:
    'effect|effects|transition|transitions|fx|vfx|visual effects|efecto|efectos|transición|transiciones|effet|effets|effekt|effekte|übergang|' +
    'effetti|efeito|efeitos|эффекты|переход|效果|特效|转场|エフェクト|효과|المؤثرات|مؤثرات|تأثيرات|אפקטים|प्रभाव',
  MUSIC:
    'music|music cue|music cues|soundtrack|bgm|música|musique|musik|musica|музыка|音乐|配乐|音楽|음악|الموسيقى|موسيقى|מוזיקה|संगीत',
  VOICE: 'voice|voices|voice style|voz|voix|stimme|voce|голос|声音|음성|الصوت|صوت|קול|आवाज़',
  SFX: 'sfx|sound|sounds|sound effect|sound effects|sonido|sonidos|soundeffekte|bruitages|音效|効果音|효과음|مؤثرات صوتية',
  DURATION:
    'duration|durations|length|time|times|timing|timecode|runtime|duración|duracion|tiempo|durée|duree|dauer|länge|zeit|durata|duração|duracao|' +
    'длительность|продолжительность|время|时长|时间|時長|長さ|時間|길이|시간|المدة|مدة|الوقت|משך|זמן|अवधि|समय|süre',
  PURPOSE: 'purpose|scene purpose|role|propósito|objectif|zweck|scopo|цель|目的|الغرض|الهدف|מטרה|उद्देश्य',
});

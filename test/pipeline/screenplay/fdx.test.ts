import { screenplayOfFdx } from '../../../src/pipeline/screenplay/fdx/screenplay-of-fdx';

const PLAIN =
  'AdornmentStyle="0" Background="#FFFFFFFFFFFF" Color="#000000000000" Font="Courier Final Draft" RevisionID="0" Size="12"';

function set(text: string, style = ''): string {
  return `<Text ${PLAIN} Style="${style}">${text}</Text>`;
}

function paragraph(type: string, inside: string, more = ''): string {
  return `    <Paragraph Alignment="Left" FirstIndent="0.00" Leading="Regular" LeftIndent="1.50" RightIndent="7.50" SpaceBefore="12" Spacing="1" StartsNewPage="No" Type="${type}"${more}>\n      ${inside}\n    </Paragraph>`;
}

/** Laid out as Final Draft 12 saves a file. */
const FILE = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">

  <Content>
${paragraph('Action', set('FADE IN:'))}
    <Paragraph Number="1" Type="Scene Heading">
      <SceneProperties Length="1 2/8" Page="1" Title="The climb">
        <SceneArcBeats>
          <CharacterArcBeat Name="ADA"><Paragraph><Text>Afraid</Text></Paragraph></CharacterArcBeat>
        </SceneArcBeats>
        <Summary>
          <Paragraph><Text>Ada climbs to the lamp.</Text></Paragraph>
        </Summary>
      </SceneProperties>
      ${set('INT. LIGHTHOUSE ', 'AllCaps')}${set('&#8211; NIGHT', 'AllCaps')}
    </Paragraph>
${paragraph('Action', `${set('Ada &amp; the boy ')}${set('climb', 'Bold')}${set('. A sign: ')}${set('KEEP OUT', 'Bold+Underline')}${set('.')}<ScriptNote ID="1" Name="" Range="4,9" Type="Red" WriterID="3"><Paragraph><Text>Too steep?</Text></Paragraph></ScriptNote>`)}
${paragraph('Character', set("ADA (CONT'D)"))}
${paragraph('Parenthetical', set('(out of breath)'))}
${paragraph('Dialogue', `${set('Ninety-one. ')}${set('Ninety-two.', 'Italic')}`)}
    <Paragraph>
      <DualDialogue>
${paragraph('Character', set('BOY'))}
${paragraph('Dialogue', set('Grandma!'))}
${paragraph('Character', set('ADA'))}
${paragraph('Dialogue', set('Stay down!'))}
      </DualDialogue>
    </Paragraph>
${paragraph('Shot', set('CLOSE ON THE LAMP'))}
${paragraph('Transition', set('CUT TO:'))}
${paragraph('Scene Heading', `<SceneProperties Length="1/8" Page="2" Title=""/>\n      ${set('EXT. QUAY - DAWN')}`, ' Number="2A"').replace('StartsNewPage="No"', 'StartsNewPage="Yes"')}
${paragraph('My Own Style', set('A boat, small as a tooth.'))}
${paragraph('Action', set('THE END')).replace('Alignment="Left"', 'Alignment="Center"')}
${paragraph('Action', set(''))}
  </Content>

  <Watermarking Text="COPY 7"/>
  <HeaderAndFooter FooterFirstPage="Yes" FooterVisible="No" HeaderFirstPage="No" HeaderVisible="Yes" StartingPage="1">
    <Header>
      <Paragraph Alignment="Left" Type="Action"><DynamicLabel Type="Page #"/>${set('. header')}</Paragraph>
    </Header>
    <Footer>
      <Paragraph Alignment="Left" Type="Action">${set('footer')}</Paragraph>
    </Footer>
  </HeaderAndFooter>
  <SpellCheckIgnoreLists><IgnoredRanges/><IgnoredWords/></SpellCheckIgnoreLists>
  <PageLayout BackgroundColor="#FFFFFFFFFFFF" BottomMargin="72"/>
  <TitlePage>
    <HeaderAndFooter><Header><Paragraph>${set('title header')}</Paragraph></Header></HeaderAndFooter>
    <Content>
      <Paragraph Alignment="Center" Type="General">${set('')}</Paragraph>
      <Paragraph Alignment="Center" Type="General">${set('THE LAMPLIGHTER', 'Underline')}</Paragraph>
      <Paragraph Alignment="Center" Type="General">${set('Written by')}</Paragraph>
      <Paragraph Alignment="Center" Type="General">${set('Ines Varga')}</Paragraph>
      <Paragraph Alignment="Center" Type="General">${set('Based on the letters of her aunt')}</Paragraph>
      <Paragraph Alignment="Left" Type="General">${set('2 Quay Street')}</Paragraph>
    </Content>
  </TitlePage>
  <ElementSettings Type="Scene Heading"><FontSpec Font="Courier Final Draft"/></ElementSettings>
  <MoresAndContinueds>
    <FontSpec Font="Courier Final Draft"/>
    <DialogueBreaks AutomaticCharacterContinueds="Yes" BottomOfPage="Yes" DialogueBottom="(MORE)" DialogueTop="(CONT'D)"/>
    <SceneBreaks ContinuedNumber="No" SceneBottom="(CONTINUED)" SceneTop="CONTINUED:"/>
  </MoresAndContinueds>
  <SmartType>
    <Characters><Character>ADA</Character><Character>GHOST</Character></Characters>
    <SceneIntros Separator=". "><SceneIntro>INT</SceneIntro></SceneIntros>
  </SmartType>
  <Cast><Narrator><Element Type="Scene Heading"/></Narrator><Actors/></Cast>
</FinalDraft>
`;

const EXPECTED = {
  title: 'THE LAMPLIGHTER',
  author: 'Ines Varga',
  opening: [{ kind: 'ACTION', text: 'FADE IN:' }],
  scenes: [
    {
      label: '1',
      slugline: 'INT. LIGHTHOUSE – NIGHT',
      elements: [
        { kind: 'SYNOPSIS', text: 'Ada climbs to the lamp.' },
        { kind: 'ACTION', text: 'Ada & the boy **climb**. A sign: _**KEEP OUT**_.[[Too steep?]]' },
        { kind: 'CHARACTER', text: "ADA (CONT'D)" },
        { kind: 'PARENTHETICAL', text: 'out of breath' },
        { kind: 'DIALOGUE', text: 'Ninety-one. *Ninety-two.*' },
        { kind: 'CHARACTER', text: 'BOY' },
        { kind: 'DIALOGUE', text: 'Grandma!' },
        { kind: 'CHARACTER', text: 'ADA', isDual: true },
        { kind: 'DIALOGUE', text: 'Stay down!' },
        { kind: 'SHOT', text: 'CLOSE ON THE LAMP' },
        { kind: 'TRANSITION', text: 'CUT TO:' },
        { kind: 'PAGE_BREAK', text: '' },
      ],
    },
    {
      label: '2A',
      slugline: 'EXT. QUAY - DAWN',
      elements: [
        { kind: 'ACTION', text: 'A boat, small as a tooth.' },
        { kind: 'CENTRED', text: 'THE END' },
      ],
    },
  ],
};

test.each([
  ['as it is', FILE],
  ['with carriage returns', FILE.replaceAll('\n', '\r\n')],
  ['after a byte order mark', `\uFEFF${FILE}`],
])('a file of Final Draft says its script and nothing of its machinery, %s', (_, file) => {
  expect(screenplayOfFdx(file)).toMatchObject(EXPECTED);
});

test('a title page without names of fields is understood by its lines', () => {
  expect(screenplayOfFdx(FILE).titlePage).toEqual([
    { key: 'Title', value: '_THE LAMPLIGHTER_' },
    { key: 'Credit', value: 'Written by' },
    { key: 'Author', value: 'Ines Varga' },
    { key: 'Source', value: 'Based on the letters of her aunt' },
    { key: 'Contact', value: '2 Quay Street' },
  ]);
});

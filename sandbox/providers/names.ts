/** Words of one naming culture; the people made from them are invented. */
export type NameWords = {
  /** ISO 3166 alpha-2 code of a country where such names are usual. */
  readonly country: string;
  readonly first: readonly string[];
  readonly last: readonly string[];
};

const english: NameWords = {
  country: 'GB',
  first: ['Alice', 'Oliver', 'Maya', 'George', 'Freya', 'Theo', 'Isla', 'Harriet', 'Jack', 'Siân'],
  last: ["O'Connor", 'Smith', 'Fairbairn', "D'Arcy-Jones", 'Whitfield', 'MacLeod', 'Ng', 'St. John', 'Abbott', 'Wren'],
};

const german: NameWords = {
  country: 'DE',
  first: ['Jürgen', 'Anke', 'Sören', 'Käthe', 'Lukas', 'Björn', 'Heike', 'Tobias', 'Ulrike', 'Günther'],
  last: ['Müller', 'Weiß', 'von der Heide', 'Schröder', 'Großmann', 'Köhler', 'Zimmermann', 'Öztürk', 'Vogt', 'Bär'],
};

const french: NameWords = {
  country: 'FR',
  first: ['Zoë', 'Éloïse', 'François', 'Anaïs', 'Jérôme', 'Noémie', 'Théo', 'Maëlle', 'Loïc', 'Hélène'],
  last: ["L'Hôpital", 'Lefèvre', 'Dubois', 'Château', 'Béranger', "d'Aubigné", 'Garçon', 'Noël', 'Pélissier', 'Roux'],
};

const spanish: NameWords = {
  country: 'ES',
  first: ['José', 'Lucía', 'Íñigo', 'Begoña', 'Álvaro', 'Ximena', 'Raúl', 'Inés', 'Joaquín', 'Sofía'],
  last: ['Muñoz Ibáñez', 'García', 'Peña', 'Núñez', 'de la Cruz', 'Yáñez', 'Ordóñez', 'Rincón', 'Güell', 'Vázquez'],
};

const nordic: NameWords = {
  country: 'NO',
  first: ['Åse', 'Bjørn', 'Øyvind', 'Þóra', 'Søren', 'Märta', 'Väinö', 'Sigríður', 'Ærlig', 'Håkon'],
  last: ['Ødegård', 'Þórsdóttir', 'Nygård', 'Lindström', 'Kjærgaard', 'Hämäläinen', 'Bråten', 'Åström', 'Dahl', 'Ærø'],
};

const slavic: NameWords = {
  country: 'PL',
  first: ['Łukasz', 'Žofie', 'Jiří', 'Małgorzata', 'Đorđe', 'Ágnes', 'Ştefan', 'Șerban', 'Čeněk', 'Wojciech'],
  last: ['Wiśniewski', 'Dvořák', 'Świątek', 'Đurić', 'Erdős', 'Țepeș', 'Šimůnek', 'Żółć', 'Novotný', 'Kovač'],
};

const cyrillic: NameWords = {
  country: 'UA',
  first: ['Олена', 'Дмитро', 'Ярослав', 'Наталія', 'Ґалина', 'Сергей', 'Светлана', 'Їванна', 'Борис', 'Милена'],
  last: ['Шевчук', 'Кузнєцова', "Д'яченко", 'Бондаренко', 'Щербак', 'Ющенко', 'Петрова', 'Ћирић', 'Коваль', 'Їжак'],
};

const greek: NameWords = {
  country: 'GR',
  first: ['Ελένη', 'Γιώργος', 'Αθηνά', 'Νίκος', 'Φωτεινή', 'Χρήστος', 'Ιωάννα', 'Ξένια'],
  last: ['Παπαδόπουλος', 'Νικολάου', 'Δημητρίου', 'Ξενάκης', 'Ψαρρού', 'Λάμπρου', 'Ιωαννίδης', 'Καραγιάννη'],
};

const arabic: NameWords = {
  country: 'AE',
  first: ['ليلى', 'محمد', 'فاطمة', 'عبد الله', 'نور', 'يوسف', 'سلمى', 'خالد'],
  last: ['الحسيني', 'بن سعيد', 'المنصور', 'الخطيب', 'حدّاد', 'الشامي', 'أبو زيد', 'القاسم'],
};

const hebrew: NameWords = {
  country: 'IL',
  first: ['נועה', 'יונתן', 'שירה', 'אריאל', 'תמר', 'דוד', 'מיכל', 'איתי'],
  last: ['כהן', 'בן־דוד', 'לוי', 'פרץ', 'שפירא', 'אבני', 'גולן', 'רוזנברג'],
};

const chinese: NameWords = {
  country: 'CN',
  first: ['伟', '秀英', '子涵', '小龍', '雨桐', '志明', '梓萱', '䶮'],
  last: ['王', '李', '歐陽', '张', '陳', '司马', '劉', '諸葛'],
};

const japanese: NameWords = {
  country: 'JP',
  first: ['さくら', '翔太', '美咲', 'アンナ', '健一', '陽菜', '大輔', '結衣'],
  last: ['佐藤', '髙橋', '渡邉', '山﨑', '小林', 'スミス', '齋藤', '𠮷田'],
};

const korean: NameWords = {
  country: 'KR',
  first: ['민준', '서연', '지우', '하은', '도윤', '수아', '예준', '유진'],
  last: ['김', '이', '박', '최', '남궁', '선우', '정', '강'],
};

const thai: NameWords = {
  country: 'TH',
  first: ['สมชาย', 'สุดา', 'กิตติ', 'พิมพ์ชนก', 'ณัฐวุฒิ', 'มาลี', 'อนันต์', 'จิราพร'],
  last: ['ใจดี', 'ศรีสุข', 'วงศ์สวัสดิ์', 'ทองคำ', 'รุ่งเรือง', 'แก้วมณี', 'บุญมี', 'พรหมมา'],
};

const hindi: NameWords = {
  country: 'IN',
  first: ['प्रिया', 'अर्जुन', 'लक्ष्मी', 'कृष्ण', 'ऋषि', 'अनन्या', 'राजेश', 'श्रेया'],
  last: ['शर्मा', 'पटेल', 'श्रीवास्तव', 'सिंह', 'ज़वेरी', 'मिश्रा', 'गुप्ता', 'अय्यर'],
};

/** Latin names come more often than the others, as at a European box office. */
export const NAME_WORDS: readonly NameWords[] = [
  english,
  english,
  english,
  german,
  german,
  french,
  french,
  spanish,
  nordic,
  slavic,
  cyrillic,
  greek,
  arabic,
  hebrew,
  chinese,
  japanese,
  korean,
  thai,
  hindi,
];

/** What guests really type into a first-name field; a spreadsheet must not read any of it as a formula or number. */
export const AWKWARD_FIRST_NAMES = [
  '=HYPERLINK("http://x","y")',
  '+Max',
  '-1',
  '@handle',
  "'Tis",
  '  Ann  ',
  '007',
  'TRUE',
  '1/2',
  'Zoe\tMae',
  '👩‍👩‍👧 Familie',
  '"Quote", Q.',
] as const;

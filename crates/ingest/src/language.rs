//! Which language a text is in.
//!
//! Trigram detection (whatlang) is sure on a few sentences and unsure on less; then English function words decide, and a
//! text in Latin letters too short to tell anything counts as English.

use whatlang::{Lang, Script};

/// Characters given to the detection.
const SAMPLE_CHARS: usize = 8000;

/// Under this many letters the detection is a guess (a headline and a sentence).
const MIN_LETTERS: usize = 120;

/// Share of words that are English function words, above which a text is English whatever the trigrams say. English
/// news has .35 to .45 of them, and other languages in Latin letters under .05.
const ENGLISH_SHARE: f64 = 0.15;

/// The commonest English words that no other large language shares.
const FUNCTION_WORDS: [&str; 28] = [
    "the", "of", "and", "to", "that", "was", "for", "with", "has", "have", "were", "his", "from", "by",
    "said", "which", "who", "their", "been", "this", "they", "are", "it", "but", "be", "had", "will",
    "would",
];

/// ISO 639-1 codes (639-3 where there is none) and English names of what the detection knows.
fn code(lang: Lang) -> (&'static str, &'static str) {
    let code = match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        other => other.code(),
    };
    (code, lang.eng_name())
}

/// The language of a text as its code and English name; `None` when there is nothing to tell by.
pub fn of(text: &str) -> Option<(&'static str, &'static str)> {
    const ENGLISH: (&str, &str) = ("en", "English");
    let end = text.char_indices().nth(SAMPLE_CHARS).map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let info = whatlang::detect(sample)?;
    if info.lang() == Lang::Eng {
        return Some(ENGLISH);
    }
    if info.script() == Script::Latin && (english_share(sample) >= ENGLISH_SHARE || letters < MIN_LETTERS) {
        return Some(ENGLISH);
    }
    Some(code(info.lang()))
}

fn english_share(text: &str) -> f64 {
    let (mut words, mut english) = (0u32, 0u32);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        english += u32::from(FUNCTION_WORDS.iter().any(|f| word.eq_ignore_ascii_case(f)));
    }
    f64::from(english) / f64::from(words.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_apart_and_takes_short_latin_text_for_english() {
        let of = |text| of(text).map(|l| l.0);
        assert_eq!(of("Ministers met in Nairobi"), Some("en"));
        assert_eq!(
            of("Министр сообщил, что переговоры продолжатся на следующей неделе в столице."),
            Some("ru")
        );
        let german = "Der Minister erklärte am Dienstag, dass die Verhandlungen über das Abkommen in der kommenden Woche \
            fortgesetzt werden sollen, und zwar in der Hauptstadt, wo beide Seiten sich bereits getroffen haben.";
        assert_eq!(of(german), Some("de"));
        assert_eq!(of("12:30 — 14:00"), None);
    }
}

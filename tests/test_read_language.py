"""A language is named where its small words say so, and nowhere else."""

from __future__ import annotations

import pytest

from toolkit.read.language import detect_language, text_language

SENTENCES = {
    "de": "Die Fähre ist am Montag nicht gefahren, und der Kapitän wird sich mit den Gästen auf ein"
    " anderes Schiff einigen müssen, das von der Bank bezahlt wird.",
    "en": "The ferry did not sail on Monday, and the captain said that it would be replaced by"
    " another ship, which the bank has paid for.",
    "es": "El barco no salió el lunes y el capitán dijo que los pasajeros viajarán en otro que fue"
    " pagado por el banco, pero no se sabe para cuándo.",
    "fr": "Le bateau n'est pas parti lundi et le capitaine a dit que les passagers prendront un"
    " autre bateau qui est payé par la banque pour une semaine.",
    "it": "La nave non è partita lunedì e il capitano ha detto che i passeggeri viaggeranno con"
    " una nave che è pagata dalla banca del porto per una settimana.",
    "ru": "Паром не вышел в море в понедельник, и капитан сказал, что пассажиры поедут на другом"
    " корабле, за который заплатил банк.",
    "tr": "Gemi pazartesi günü kalkmadı ve kaptan, yolcular için daha büyük bir gemi olarak bu"
    " hafta yeni bir gemi gönderileceğini ve bilet parasının da ödeneceğini söyledi.",
}


@pytest.mark.parametrize(("code", "text"), SENTENCES.items())
def test_a_plain_sentence_shows_its_language(code: str, text: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The ferry sank.",  # too short to tell
        "Harbour 3,890 Coast 872 Ferry 15 " * 10,
        "Jane Doe John Roe Ann Poe Tom Low " * 10,
        SENTENCES["en"] + " " + SENTENCES["de"],
    ],
)
def test_everything_else_is_undetermined(text: str) -> None:
    assert detect_language(text) == "und"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("und-Jpan", "船は月曜日に出航しませんでした。"),
        ("und-Hani", "渡轮星期一没有开航，船长说将由另一艘船代替。"),
        ("und-Arab", "لم تبحر العبارة يوم الاثنين وقال القبطان إن سفينة أخرى ستحل محلها."),
        ("und-Armn", "Լաստանավը երկուշաբթի օրը չի մեկնել, և նավապետը դա ասաց։"),
        ("und", "The crew of the 船 wrote its name: 月曜日."),
    ],
)
def test_what_is_undetermined_has_its_script_where_that_is_not_latin(code: str, text: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Færgen til Norholm var forsinket igen mandag, sagde havnekaptajnen, og omkring to hundrede"
        " passagerer ventede i regnen, mens besætningen forsøgte at reparere motoren.",
        "Lautta oli maanantaina taas myöhässä, sanoi satamakapteeni, ja noin kaksisataa matkustajaa"
        " odotti sateessa, kun miehistö yritti korjata moottoria kovassa tuulessa koko illan.",
        "Trajekt za otok ponovno je kasnio, rekao je kapetan luke, a oko dvjesto putnika čekalo je"
        " na kiši dok je posada do kasno u noć pokušavala popraviti motor.",
    ],
)
def test_prose_without_the_small_words_of_english_is_not_english(text: str) -> None:
    assert detect_language(text) == "und-Latn"
    assert text_language(text, "en") == "und-Latn"
    assert text_language(text, "da") == "da"


def test_dutch_is_not_taken_for_another_language_by_the_words_that_it_shares() -> None:
    text = (
        "De veerboot was opnieuw te laat, zei de havenmeester. Ongeveer tweehonderd passagiers"
        " wachtten in de regen terwijl de bemanning de motor probeerde te repareren."
    )
    assert detect_language(text) == "nl"


@pytest.mark.parametrize(
    ("stated", "code", "language"),
    [
        (None, "en", "en"),
        ("en-GB", "en", "en-GB"),
        ("fr", "en", "en"),  # the template of the page, not its text
        ("en", "fr", "fr"),
        ("gl", "es", "gl"),  # neither is English, and the page knows its own
    ],
)
def test_a_texts_words_go_before_what_its_page_states(
    stated: str | None, code: str, language: str
) -> None:
    assert text_language(SENTENCES[code], stated) == language


def test_an_unclear_text_is_in_the_language_that_its_page_states() -> None:
    assert text_language("The ferry sank.", "en-AU") == "en-AU"

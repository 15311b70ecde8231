"""A language is named where its small words say so, and nowhere else."""

from __future__ import annotations

import pytest

from toolkit.read.language import detect_language

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
        "船は月曜日に出航しませんでした。",
    ],
)
def test_everything_else_is_undetermined(text: str) -> None:
    assert detect_language(text) == "und"

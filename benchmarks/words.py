"""The words that the corpora are made of: invented news in two languages, none of it true.

`#` is where a number goes, so that no two articles, and no two paragraphs of an article, are the same.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

__all__ = ["ARABIC", "ENGLISH", "Choices", "Language"]

Choices: TypeAlias = tuple[tuple[str, ...], ...]
"""What a line is put together from: one of each, in this order, with spaces between."""


class Language(NamedTuple):
    """What the articles of one language are made of; every line but a further sentence and a credit has a number."""

    headlines: Choices
    decks: Choices
    captions: Choices
    openings: Choices  # the first sentence of a paragraph
    sentences: Choices  # any other
    credits: tuple[str, ...]


ENGLISH = Language(
    headlines=(
        ("Orvale Council", "Harbour Workers", "Ministers", "River Towns", "Teachers", "Lamont Farmers", "The Port"),
        ("Weigh", "Welcome", "Question", "Delay", "Back", "Await", "Return to"),
        ("Plan for", "Talks on", "‘Last Offer’ over", "Report on", "New Rules for", "Vote on"),
        ("Bridge #", "Ferry Line #", "District #", "Well #", "Road #", "School #"),
    ),
    openings=(
        (
            "The council of Orvale",
            "A committee of both chambers",
            "The ministry of transport",
            "Engineers who worked on the site",
            "Two officials familiar with the talks",
            "The governor of the northern province",
            "Residents of the old harbour",
            "A spokeswoman for the port",
        ),
        (
            "said on Monday",
            "announced late on Tuesday",
            "confirmed",
            "told reporters",
            "wrote in a letter seen by this paper",
        ),
        (
            "that # households would be reached before the winter",
            "that file # had been handed to the court",
            "that section # of the line was ready for its first trains",
            "that the cost of lot # had risen by a third since the spring",
            "that # people had signed the petition against the plan",
            "that delivery # of grain had left the harbour",
        ),
        (
            "and that nothing else stood in the way of the work.",
            "although the money has yet to be found.",
            "after a meeting that went on into the night.",
            "while the talks about the rest are to go on next week.",
            "“and we will keep to it, whatever the weather brings.”",
            "which the opposition called “a promise made of paper.”",
        ),
    ),
    sentences=(
        ("He", "She", "The statement", "A neighbour", "The mayor, Tam Hollis,", "One of the engineers"),
        ("added that", "said", "made clear that", "pointed out that", "could not say whether"),
        (
            "the river had been higher in other years",
            "nobody would have to leave their house",
            "the old road stays open on weekdays",
            "the paper’s questions would be answered in writing",
            "a second survey isn’t needed",
            "the two sides have “never been closer”",
        ),
        (
            "and asked for patience.",
            "in spite of the doubts of the auditors.",
            "as had been agreed in the autumn.",
            "even if the price of steel goes up again.",
            "without giving a date.",
            "before the doors were closed to the press.",
        ),
    ),
    captions=(
        ("Workers", "Mayor Tam Hollis", "A crane", "Farmers", "People waiting for the ferry", "Children"),
        ("at the river", "near the old harbour", "on the new road", "beside the market of Orvale", "at the north gate"),
        ("at kilometre #", "in front of house #", "next to gate #", "at site #"),
    ),
    decks=(
        (
            "Auditors doubt the figures",
            "Work is to begin before the rains",
            "Both sides claim success",
            "Price rises again",
        ),
        ("as lot # is drawn up", "while petition # waits", "after session #", "and plan # stays closed"),
    ),
    credits=("AFP", "Reuters", "EPA", "AP", "Getty Images", "REUTERS/Ann Example", "AFP/Sam Example"),
)

ARABIC = Language(
    headlines=(
        ("مجلس المدينة", "عمال الميناء", "الوزراء", "سكان الضفة", "المعلمون", "مزارعو الوادي"),
        ("يدرسون", "يرحبون بـ", "يؤجلون", "ينتظرون", "يناقشون"),
        ("خطة", "تقرير", "«العرض الأخير» بشأن", "قواعد جديدة لـ", "التصويت على"),
        ("الجسر رقم #", "الخط #", "المنطقة #", "البئر #", "المدرسة #"),
    ),
    openings=(
        (
            "أعلن مجلس المدينة",
            "قال متحدث باسم وزارة النقل",
            "أكد محافظ الإقليم الشمالي",
            "ذكر مسؤولان مطلعان على المحادثات",
            "كتب سكان الميناء القديم في رسالة",
            "أوضح مهندسون عملوا في الموقع",
        ),
        ("يوم الاثنين", "مساء الثلاثاء", "أمام الصحافيين", "في بيان قصير", "بعد اجتماع طويل"),
        (
            "أن # أسرة ستصلها المياه قبل الشتاء",
            "أن الملف # أصبح أمام المحكمة",
            "أن القسم # من الخط جاهز لأول القطارات",
            "أن كلفة الحصة # ارتفعت بمقدار الثلث منذ الربيع",
            "أن # شخصاً وقّعوا العريضة ضد الخطة",
        ),
        (
            "وأن شيئاً آخر لا يعترض سير العمل.",
            "رغم أن المال لم يتوفر بعد.",
            "بينما تتواصل المحادثات بشأن ما تبقى في الأسبوع المقبل.",
            "وهو ما وصفته المعارضة بأنه «وعد من ورق».",
            "وقال: «سنلتزم به مهما كان الطقس».",
        ),
    ),
    sentences=(
        ("وأضاف البيان", "وأشار أحد الجيران", "وأوضحت المهندسة", "وقال رئيس البلدية"),
        ("أن النهر كان أعلى في سنوات أخرى،", "أن أحداً لن يضطر إلى مغادرة بيته،", "أن الطريق القديم يبقى مفتوحاً،"),
        (
            "وطلب الصبر.",
            "رغم شكوك المدققين.",
            "كما اتُّفق عليه في الخريف.",
            "من دون أن يحدد موعداً.",
            "قبل إغلاق الأبواب.",
        ),
    ),
    captions=(
        ("عمال", "رئيس البلدية", "رافعة", "مزارعون", "أشخاص ينتظرون العبّارة", "أطفال"),
        ("عند النهر", "قرب الميناء القديم", "على الطريق الجديد", "بجانب السوق", "عند البوابة الشمالية"),
        ("عند الكيلومتر #", "أمام البيت #", "في الموقع #"),
    ),
    decks=(
        ("المدققون يشككون في الأرقام", "العمل يبدأ قبل موسم الأمطار", "الطرفان يعلنان النجاح"),
        ("مع إعداد الحصة #", "والعريضة # تنتظر", "بعد الجلسة #"),
    ),
    credits=("رويترز", "أ.ف.ب", "أ.ب", "إ.ب.أ", "د.ب.أ", "AFP", "Reuters"),
)

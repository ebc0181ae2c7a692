using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Plugins.Filters.Date;

/// <summary>The names of months and days in one language, English ones always among them.</summary>
/// <remarks>Written out here because the program runs without the operating system's tables of languages.</remarks>
internal sealed class DateNames
{
    private const string EnglishMonths = "January|Jan February|Feb March|Mar April|Apr May June|Jun July|Jul August|Aug September|Sep|Sept October|Oct November|Nov December|Dec";
    private const string EnglishDays = "Monday|Mon Tuesday|Tue|Tues Wednesday|Wed Thursday|Thu|Thur|Thurs Friday|Fri Saturday|Sat Sunday|Sun";

    // Months from January, days from Monday; the forms of one are divided by a bar.
    private static readonly FrozenDictionary<string, (string Months, string Days)> Languages = new Dictionary<string, (string, string)>
    {
        ["en"] = ("", ""),
        ["cs"] = (
            "leden|ledna|led únor|února|úno březen|března|bře duben|dubna|dub květen|května|kvě červen|června|čvn červenec|července|čvc srpen|srpna|srp září|zář říjen|října|říj listopad|listopadu|lis prosinec|prosince|pro",
            "pondělí|po úterý|út středa|st čtvrtek|čt pátek|pá sobota|so neděle|ne"),
        ["da"] = (
            "januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug september|sep oktober|okt november|nov december|dec",
            "mandag|man tirsdag|tir onsdag|ons torsdag|tor fredag|fre lørdag|lør søndag|søn"),
        ["de"] = (
            "Januar|Jänner|Jan|Jän Februar|Feber|Feb März|Mär|Mrz April|Apr Mai Juni|Jun Juli|Jul August|Aug September|Sep|Sept Oktober|Okt November|Nov Dezember|Dez",
            "Montag|Mo Dienstag|Di Mittwoch|Mi Donnerstag|Do Freitag|Fr Samstag|Sonnabend|Sa Sonntag|So"),
        ["es"] = (
            "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sep|sept|set octubre|oct noviembre|nov diciembre|dic",
            "lunes|lun martes|mar miércoles|mié jueves|jue viernes|vie sábado|sáb domingo|dom"),
        ["fi"] = (
            "tammikuu|tammikuuta|tammi helmikuu|helmikuuta|helmi maaliskuu|maaliskuuta|maalis huhtikuu|huhtikuuta|huhti toukokuu|toukokuuta|touko kesäkuu|kesäkuuta|kesä heinäkuu|heinäkuuta|heinä elokuu|elokuuta|elo syyskuu|syyskuuta|syys lokakuu|lokakuuta|loka marraskuu|marraskuuta|marras joulukuu|joulukuuta|joulu",
            "maanantai|ma tiistai|ti keskiviikko|ke torstai|to perjantai|pe lauantai|la sunnuntai|su"),
        ["fr"] = (
            "janvier|janv|jan février|févr|fév mars avril|avr mai juin juillet|juil août septembre|sept|sep octobre|oct novembre|nov décembre|déc",
            "lundi|lun mardi|mar mercredi|mer jeudi|jeu vendredi|ven samedi|sam dimanche|dim"),
        ["it"] = (
            "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set ottobre|ott novembre|nov dicembre|dic",
            "lunedì|lun martedì|mar mercoledì|mer giovedì|gio venerdì|ven sabato|sab domenica|dom"),
        ["nb"] = (
            "januar|jan februar|feb mars|mar april|apr mai juni|jun juli|jul august|aug september|sep|sept oktober|okt november|nov desember|des",
            "mandag|man|ma tirsdag|tir|ti onsdag|ons|on torsdag|tor|to fredag|fre|fr lørdag|lør|lø søndag|søn|sø"),
        ["nl"] = (
            "januari|jan februari|feb|febr maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep|sept oktober|okt november|nov december|dec",
            "maandag|ma dinsdag|di woensdag|wo donderdag|do vrijdag|vr zaterdag|za zondag|zo"),
        ["pl"] = (
            "styczeń|stycznia|sty luty|lutego|lut marzec|marca|mar kwiecień|kwietnia|kwi maj|maja czerwiec|czerwca|cze lipiec|lipca|lip sierpień|sierpnia|sie wrzesień|września|wrz październik|października|paź listopad|listopada|lis grudzień|grudnia|gru",
            "poniedziałek|pon wtorek|wt środa|śr czwartek|czw piątek|pt sobota|sob niedziela|niedz|nie"),
        ["pt"] = (
            "janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",
            "segunda-feira|segunda|seg terça-feira|terça|ter quarta-feira|quarta|qua quinta-feira|quinta|qui sexta-feira|sexta|sex sábado|sáb domingo|dom"),
        ["sv"] = (
            "januari|jan februari|feb mars|mar april|apr maj juni|jun juli|jul augusti|aug september|sep|sept oktober|okt november|nov december|dec",
            "måndag|mån tisdag|tis onsdag|ons torsdag|tors|tor fredag|fre lördag|lör söndag|sön"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly (string Name, int Number)[] _months;
    private readonly (string Name, int Number)[] _days;

    private DateNames(string months, string days)
    {
        _months = [.. Split(EnglishMonths).Concat(Split(months)).OrderByDescending(entry => entry.Name.Length)];
        _days = [.. Split(EnglishDays).Concat(Split(days)).OrderByDescending(entry => entry.Name.Length)];
    }

    /// <summary>The names of English alone.</summary>
    public static DateNames English { get; } = new("", "");

    /// <summary>The languages there are names for.</summary>
    public static IEnumerable<string> KnownLanguages => Languages.Keys.Order(StringComparer.Ordinal);

    /// <summary>Finds the names of a locale, written as <c>de</c>, <c>de-AT</c> or <c>de_AT.UTF-8</c>; only its language counts.</summary>
    public static bool TryGet(string locale, [NotNullWhen(true)] out DateNames? names)
    {
        var end = locale.AsSpan().IndexOfAny('-', '_', '.');
        var language = end < 0 ? locale : locale[..end];
        language = language.ToLowerInvariant() is "no" or "nn" ? "nb" : language;
        names = Languages.TryGetValue(language, out var entry) ? new DateNames(entry.Months, entry.Days) : null;
        return names is not null;
    }

    /// <summary>Reads the longest name of a month the text begins with, in any case.</summary>
    public bool TryReadMonth(ref ReadOnlySpan<char> text, out int month) => TryRead(_months, ref text, out month);

    /// <summary>Reads the longest name of a day the text begins with; Monday is 1.</summary>
    public bool TryReadDay(ref ReadOnlySpan<char> text, out int day) => TryRead(_days, ref text, out day);

    private static bool TryRead((string Name, int Number)[] entries, ref ReadOnlySpan<char> text, out int number)
    {
        foreach (var (name, value) in entries)
        {
            if (text.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                text = text[name.Length..];
                number = value;
                return true;
            }
        }

        number = 0;
        return false;
    }

    private static IEnumerable<(string Name, int Number)> Split(string names) =>
        names.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany((forms, index) => forms.Split('|').Select(form => (form, index + 1)));
}

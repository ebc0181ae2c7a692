using System.Buffers;

namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Finds all personal data in a text. Immutable: safe for all threads.</summary>
internal sealed class TextScanner
{
    // Fewer bytes, or digits, than any of the kinds has.
    private const int ShortestText = 6;
    private const int CardDigits = 13;
    private const int IbanDigits = 8;
    private const int PhoneDigits = 7;
    private const int Ipv4Digits = 4;
    private const int DateLength = 10;

    private static readonly SearchValues<byte> NumberStarts = SearchValues.Create("0123456789+("u8);

    private readonly bool _emails;
    private readonly bool _cards;
    private readonly bool _ibans;
    private readonly bool _phones;
    private readonly bool _addresses;
    private readonly int _fewestDigits;

    public TextScanner(PiiPlan plan)
    {
        _emails = plan.Detects(PiiKind.Email);
        _cards = plan.Detects(PiiKind.Card);
        _ibans = plan.Detects(PiiKind.Iban);
        _phones = plan.Detects(PiiKind.Phone);
        _addresses = plan.Detects(PiiKind.Ip);
        _fewestDigits = _addresses ? Ipv4Digits : _phones ? PhoneDigits : _ibans ? IbanDigits : _cards ? CardDigits : int.MaxValue;
    }

    /// <summary>Whether nothing can be in a text, told without looking closely.</summary>
    public bool IsClean(ReadOnlySpan<byte> text) => text.Length < ShortestText || !IsPossible(TextClues.Of(text));

    /// <summary>Whether nothing is in a text; stops at the first that is.</summary>
    public bool HasNone(ReadOnlySpan<byte> text, FieldHint hint)
    {
        var email = default(NextMatch);
        var address = default(NextMatch);
        return IsClean(text) || !TryFind(text, 0, TextClues.Of(text), hint, ref email, ref address, out _);
    }

    /// <summary>Finds everything, from left to right; what overlaps counts once.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="hint">What the field's name says.</param>
    /// <param name="found">Takes what is found; the caller empties it.</param>
    public void FindAll(ReadOnlySpan<byte> text, FieldHint hint, List<PiiMatch> found)
    {
        if (text.Length < ShortestText)
        {
            return;
        }

        var clues = TextClues.Of(text);
        var from = 0;
        var email = default(NextMatch);
        var address = default(NextMatch);
        while (IsPossible(clues) && from < text.Length && TryFind(text, from, clues, hint, ref email, ref address, out var match))
        {
            found.Add(match);
            from = match.End;
        }
    }

    private bool IsPossible(TextClues clues) => clues.Digits >= _fewestDigits || (clues.HasAt && _emails) || (_addresses && clues.Colons >= 2);

    private bool TryFind(ReadOnlySpan<byte> text, int from, TextClues clues, FieldHint hint, ref NextMatch email, ref NextMatch address, out PiiMatch match)
    {
        match = default;
        var isFound = clues.HasAt && _emails && email.TryFind(EmailDetector.TryFind, text, from, out match);
        var before = isFound ? match.Start : text.Length;
        if (_addresses && clues.Colons >= 2 && address.TryFind(IpDetector.TryFindIpv6, text, from, out var next) && next.Start < before)
        {
            isFound = true;
            match = next;

            // Of a number and an address that begin at the same place, the number counts.
            before = next.Start + 1;
        }

        // Numbers are looked for up to what is known to come, so that each part of the text is looked through once.
        if (clues.Digits >= _fewestDigits && TryFindNumber(text, from, before, clues, hint, out var number))
        {
            isFound = true;
            match = number;
        }

        return isFound;
    }

    private bool TryFindNumber(ReadOnlySpan<byte> text, int from, int before, TextClues clues, FieldHint hint, out PiiMatch match)
    {
        var at = from;
        while (at < before && text[at..before].IndexOfAny(NumberStarts) is var next and >= 0)
        {
            at += next;
            var run = Ascii.DigitsAt(text, at);
            if (run > 0 && at > 0 && Ascii.IsLetter(text[at - 1]))
            {
                // Part of an identifier, unless an IBAN.
                if (_ibans && clues.Digits >= IbanDigits && at >= from + 2 && IbanDetector.TryMatch(text, at, out match))
                {
                    return true;
                }
            }
            else if (run == 4 && IsDate(text, at))
            {
                at += DateLength;
                continue;
            }
            else if (TryMatchNumber(text, at, run, clues, hint, out match))
            {
                return true;
            }

            at += Math.Max(1, run);
        }

        match = default;
        return false;
    }

    private bool TryMatchNumber(ReadOnlySpan<byte> text, int at, int run, TextClues clues, FieldHint hint, out PiiMatch match)
    {
        match = default;
        return (run > 0 && _cards && clues.Digits >= CardDigits && CardDetector.TryMatch(text, at, out match))
            || (run > 0 && _addresses && (hint & FieldHint.Version) == 0 && IpDetector.TryMatchIpv4(text, at, out match))
            || (_phones && clues.Digits >= PhoneDigits && PhoneDetector.TryMatch(text, at, (hint & FieldHint.Phone) != 0, out match));
    }

    // 2026-11-25: the number that logs have most of, and that nothing which is looked for begins with.
    private static bool IsDate(ReadOnlySpan<byte> text, int at) =>
        at + DateLength <= text.Length && text[at + 4] == '-' && text[at + 7] == '-' && Ascii.DigitsAt(text, at + 5) == 2 && Ascii.DigitsAt(text, at + 8) == 2;
}

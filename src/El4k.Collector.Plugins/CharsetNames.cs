namespace El4k.Collector.Plugins;

/// <summary>The names that Ruby, and so Logstash, has for charsets, where .NET has another one or only a number.</summary>
internal static class CharsetNames
{
    private const string Aliases = """
        ASCII-8BIT=us-ascii BINARY=us-ascii ASCII=us-ascii ANSI_X3.4-1968=us-ascii 646=us-ascii external=utf-8 locale=utf-8 filesystem=utf-8 internal=utf-8
        UTF8-MAC=utf-8 UTF-8-MAC=utf-8 UTF-8-HFS=utf-8 UTF8-DoCoMo=utf-8 UTF8-KDDI=utf-8 UTF8-SoftBank=utf-8 CESU-8=utf-8
        UCS-2BE=utf-16be UTF-32LE=utf-32le UCS-4LE=utf-32le UCS-4BE=utf-32be
        Windows-31J=932 csWindows31J=932 SJIS=932 PCK=932 Shift_JIS=932 SJIS-DoCoMo=932 SJIS-KDDI=932 SJIS-SoftBank=932 MacJapanese=10001 MacJapan=10001
        EUC-JP=51932 eucJP=51932 eucJP-ms=51932 euc-jp-ms=51932 EUC-JISX0213=51932 EUC-JIS-2004=51932
        ISO2022-JP=50220 ISO-2022-JP=50220 ISO2022-JP2=50220 ISO-2022-JP-2=50220 ISO-2022-JP-KDDI=50220
        EUC-KR=51949 eucKR=51949 EUC-CN=936 eucCN=936 GB2312=936 GBK=936 GB18030=54936 Big5=950 Big5-HKSCS=950 Big5-HKSCS:2008=950 Big5-UAO=950 CP951=950
        TIS-620=874 Windows-874=874 ISO-8859-11=874 ISO8859-11=874 CP878=20866 KOI8-R=20866 KOI8-U=21866 ebcdic-cp-us=37 IBM037=37
        macRoman=10000 macGreek=10006 macCyrillic=10007 macRomania=10010 macUkraine=10017 macThai=10021 macCentEuro=10029 macIceland=10079 macTurkish=10081 macCroatian=10082
        """;

    private static readonly Dictionary<string, string> ByAlias = Aliases
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>The name or the number of the code page under which .NET knows a charset.</summary>
    public static string Resolve(string name)
    {
        if (ByAlias.TryGetValue(name, out var known))
        {
            return known;
        }

        // CP1252 and IBM437 are code pages; ISO8859-1 lacks a dash.
        var digits = name.StartsWith("CP", StringComparison.OrdinalIgnoreCase) ? name[2..] : name.StartsWith("IBM", StringComparison.OrdinalIgnoreCase) ? name[3..] : "";
        if (digits.Length > 0 && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return digits.TrimStart('0');
        }

        return name.StartsWith("ISO8859-", StringComparison.OrdinalIgnoreCase) ? string.Concat("ISO-", name.AsSpan(3)) : name;
    }
}

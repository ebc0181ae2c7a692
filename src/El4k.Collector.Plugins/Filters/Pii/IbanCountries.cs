namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>How long the IBANs of each country are (SWIFT's IBAN registry).</summary>
internal static class IbanCountries
{
    private const string Lengths = """
        AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23
        GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18
        NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
        """;

    private static readonly byte[] ByCountry = Read();

    /// <summary>The length; 0 for what is no country with IBANs.</summary>
    /// <param name="first">The first capital of the country.</param>
    /// <param name="second">The second one.</param>
    public static int LengthOf(byte first, byte second) => ByCountry[((first - 'A') * 26) + second - 'A'];

    private static byte[] Read()
    {
        var table = new byte[26 * 26];
        foreach (var entry in Lengths.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            table[((entry[0] - 'A') * 26) + entry[1] - 'A'] = byte.Parse(entry.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture);
        }

        return table;
    }
}

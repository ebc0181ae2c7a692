namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>The codes of countries in telephone numbers (ITU-T E.164).</summary>
internal static class CallingCodes
{
    private const string Short = "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";
    private const string Regions = "21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 80 85 87 88 96 97 99";

    private static readonly bool[] OneOrTwo = Read(Short);
    private static readonly bool[] FirstTwoOfThree = Read(Regions);

    /// <summary>The length of the code that digits begin with; 0 when it is none.</summary>
    public static int LengthAt(ReadOnlySpan<byte> digits)
    {
        if (digits.Length < 3)
        {
            return 0;
        }

        var first = digits[0] - '0';
        var two = (first * 10) + (digits[1] - '0');
        return first is 1 or 7 ? 1 : OneOrTwo[two] ? 2 : FirstTwoOfThree[two] ? 3 : 0;
    }

    private static bool[] Read(string codes)
    {
        var table = new bool[100];
        foreach (var code in codes.Split(' '))
        {
            table[int.Parse(code, System.Globalization.CultureInfo.InvariantCulture)] = true;
        }

        return table;
    }
}

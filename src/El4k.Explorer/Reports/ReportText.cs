using System.Globalization;

namespace El4k.Explorer.Reports;

/// <summary>Writes numbers as people say them.</summary>
internal static class ReportText
{
    public static string Count(double number) => Math.Round(number).ToString("N0", CultureInfo.InvariantCulture);

    /// <param name="share">0 to 1.</param>
    public static string Percent(double share)
    {
        var percent = Math.Abs(share) * 100;
        var format = percent is > 0 and < 0.1 ? "0.00" : percent is > 0 and < 10 ? "0.#" : "N0";
        return percent.ToString(format, CultureInfo.InvariantCulture) + " %";
    }

    public static string Share(double part, double whole) => Percent(whole == 0 ? 0 : part / whole);

    public static string Duration(double ms)
    {
        var time = TimeSpan.FromMilliseconds(ms);
        return ms switch
        {
            < 10 => string.Create(CultureInfo.InvariantCulture, $"{ms:0.#} ms"),
            < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{ms:0} ms"),
            < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
            < 3_600_000 => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} m {time.Seconds} s"),
            < 48 * 3_600_000L => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} m"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h"),
        };
    }

    /// <returns><c>up 9 %</c>, <c>down 9 %</c>, <c>unchanged</c>; empty when there is nothing to compare with.</returns>
    public static string Change(double? change) => change switch
    {
        null => "",
        > 0.0005 => "up " + Percent(change.Value),
        < -0.0005 => "down " + Percent(change.Value),
        _ => "unchanged",
    };

    /// <summary>A comma and the change, nothing when there is none.</summary>
    public static string AndChange(double? change) => change is null ? "" : ", " + Change(change);

    public static string Factor(double factor) =>
        factor.ToString(factor < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture) + " times";
}

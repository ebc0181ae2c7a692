using System.Buffers;
using System.Globalization;

namespace El4k.Server.Settings;

/// <summary>How the texts of settings become values. Each failure says what was expected.</summary>
internal static class SettingText
{
    private const int MaxPort = 65535;

    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789.");

    /// <summary>Checks that the text fits the setting.</summary>
    /// <exception cref="FormatException">What was expected.</exception>
    public static void Check(Setting setting, string text)
    {
        switch (setting.Kind)
        {
            case SettingKind.Switch:
                Switch(text);
                break;
            case SettingKind.Count:
                Count(text);
                break;
            case SettingKind.Milliseconds:
                Milliseconds(text);
                break;
            case SettingKind.Size:
                Size(text);
                break;
            case SettingKind.Time:
                Time(text);
                break;
            case SettingKind.Ports:
                Ports(text);
                break;
            case SettingKind.Choice:
                CheckChoice(setting, text);
                break;
            default:
                break;
        }
    }

    public static bool Switch(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException("expected true or false"),
    };

    public static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : throw new FormatException("expected a whole number of at least 1");

    public static TimeSpan Milliseconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? TimeSpan.FromMilliseconds(count) : throw new FormatException("expected a whole number of milliseconds");

    public static long Size(string text)
    {
        var (number, unit) = Split(text);
        var shift = unit.ToLowerInvariant() switch
        {
            "" or "b" => 0,
            "k" or "kb" or "kib" => 10,
            "m" or "mb" or "mib" => 20,
            "g" or "gb" or "gib" => 30,
            "t" or "tb" or "tib" => 40,
            _ => -1,
        };
        return shift >= 0 && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? (long)(value * (1L << shift))
            : throw new FormatException("expected a size such as 1024mb or 1gb");
    }

    public static TimeSpan Time(string text)
    {
        var (number, unit) = Split(text);
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            unit = "wrong";
        }

        return unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(value),
            "s" or "" => TimeSpan.FromSeconds(value),
            "m" => TimeSpan.FromMinutes(value),
            "h" => TimeSpan.FromHours(value),
            "d" => TimeSpan.FromDays(value),
            "w" => TimeSpan.FromDays(7 * value),
            _ => throw new FormatException("expected a time such as 3s, 500ms, 10m or 5d"),
        };
    }

    public static (int First, int Last) Ports(string text)
    {
        var ends = text.Replace("..", "-", StringComparison.Ordinal).Split('-');
        if (ends.Length is 1 or 2 && TryPort(ends[0], out var first) && TryPort(ends[^1], out var last) && first <= last)
        {
            return (first, last);
        }

        throw new FormatException("expected a port such as 9600, or a range such as 9600-9700");
    }

    private static void CheckChoice(Setting setting, string text)
    {
        if (setting.Choices.Contains(text))
        {
            return;
        }

        throw new FormatException($"expected {string.Join(" or ", setting.Choices)}");
    }

    private static (string Number, string Unit) Split(string text)
    {
        text = text.Trim();
        var end = text.AsSpan().IndexOfAnyExcept(_digits);
        return end < 0 ? (text, "") : (text[..end], text[end..].Trim());
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= MaxPort;
}

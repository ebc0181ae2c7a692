using System.Globalization;
using El4k.Collector.Plugins.Files;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>The position of one file.</summary>
/// <param name="Offset">How far it has been delivered, in bytes.</param>
/// <param name="LastActive">When the position last moved.</param>
/// <param name="Path">The path it was last known by; empty in rows of old versions of Logstash.</param>
/// <param name="Head">How the file begins; of length 0 when that is not known.</param>
internal readonly record struct SincedbRow(long Offset, DateTimeOffset LastActive, string Path, FileHead Head)
{
    private const int Columns = 6;
    private const int FewestColumns = 4;

    /// <summary>The row as Logstash writes it.</summary>
    public string Text(FileIdentity file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Inode} {file.Major} {file.Minor} {Offset} {LastActive.ToUnixTimeMilliseconds() / 1000.0:0.0##} {Path}");

    /// <summary>The row of the file with the heads.</summary>
    public string HeadText(FileIdentity file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Inode} {file.Major} {file.Minor} {Head.Length} {Head.Hash}");

    /// <summary>Reads a row of any version of Logstash.</summary>
    public static bool TryParse(string text, DateTimeOffset now, out FileIdentity file, out SincedbRow row)
    {
        var parts = text.Split(' ', Columns);
        row = default;
        var active = 0.0;
        if (parts.Length < FewestColumns
            || !TryParseIdentity(parts, out file)
            || !long.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            || (parts.Length > 4 && !double.TryParse(parts[4], NumberStyles.Float, CultureInfo.InvariantCulture, out active))
            || active is not (>= 0 and < 250_000_000_000))
        {
            file = default;
            return false;
        }

        var lastActive = parts.Length > 4 ? DateTimeOffset.UnixEpoch.AddSeconds(active) : now;
        row = new SincedbRow(offset, lastActive, parts.Length == Columns ? parts[5] : "", new FileHead(0, ""));
        return true;
    }

    /// <summary>Reads a row of the file with the heads.</summary>
    public static bool TryParseHead(string text, out FileIdentity file, out FileHead head)
    {
        var parts = text.Split(' ');
        head = default;
        file = default;
        if (parts.Length != 5 || !TryParseIdentity(parts, out file) || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > FileHead.MostBytes)
        {
            return false;
        }

        head = new FileHead(length, parts[4]);
        return true;
    }

    private static bool TryParseIdentity(string[] parts, out FileIdentity file)
    {
        var isGood = ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
            & uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            & uint.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var minor);
        file = new FileIdentity(inode, major, minor);
        return isGood;
    }
}

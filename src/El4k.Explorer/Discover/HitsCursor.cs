using System.Buffers.Text;
using System.Globalization;
using System.Text;
using El4k.Explorer.Errors;

namespace El4k.Explorer.Discover;

/// <summary>Where the next page begins, in the time range of the first so that "now" does not move between pages.</summary>
internal readonly record struct HitsCursor(int Offset, DateTime From, DateTime To)
{
    public string Write() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Offset} {From.Ticks} {To.Ticks}")));

    /// <exception cref="BadParameterException">The text was not written by <see cref="Write"/>.</exception>
    public static HitsCursor Parse(string text)
    {
        try
        {
            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(' ');
            var cursor = new HitsCursor(
                int.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture),
                new DateTime(long.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture), DateTimeKind.Utc),
                new DateTime(long.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture), DateTimeKind.Utc));
            return cursor.Offset < HitsEndpoint.Window ? cursor : throw new FormatException();
        }
        catch (Exception broken) when (broken is FormatException or OverflowException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw new BadParameterException(new ExplorerError("“after” is the “next” of the page before.", "after", 0, text.Length));
        }
    }
}

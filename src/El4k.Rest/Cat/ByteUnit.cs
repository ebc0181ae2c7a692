using System.Globalization;
using El4k.Store.Errors;

namespace El4k.Rest.Cat;

/// <summary>The <c>bytes</c> parameter: sizes for people (<c>1.2mb</c>), or as whole numbers of one unit.</summary>
internal readonly record struct ByteUnit(long? Divisor)
{
    private static readonly string[] _names = ["b", "kb", "mb", "gb", "tb", "pb"];

    /// <exception cref="StoreException">An unknown unit.</exception>
    public static ByteUnit Parse(string? name)
    {
        if (name is null)
        {
            return new ByteUnit(null);
        }

        var power = Array.FindIndex(_names, n => n == name || n[..1] == name);
        return power >= 0 ? new ByteUnit(1L << (10 * power)) : throw new StoreException("illegal_argument_exception", 400, $"bytes [{name}] must be one of b, kb, mb, gb, tb, pb");
    }

    public string Format(long bytes)
    {
        if (Divisor is { } divisor)
        {
            return (bytes / divisor).ToString(CultureInfo.InvariantCulture);
        }

        var power = 0;
        var size = (double)bytes;
        while (size >= 1024 && power < _names.Length - 1)
        {
            size /= 1024;
            power++;
        }

        return size.ToString(power == 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + _names[power];
    }
}

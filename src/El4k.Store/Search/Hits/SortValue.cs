using System.Text.Json;

namespace El4k.Store.Search.Hits;

/// <summary>The value by which a hit is ordered: a whole number, a number, a term's bytes, or none.</summary>
internal readonly struct SortValue
{
    private readonly long _bits;
    private readonly bool _isDouble;
    private readonly byte[]? _term;
    private readonly bool _hasValue;

    private SortValue(long bits, bool isDouble, byte[]? term)
    {
        _bits = bits;
        _isDouble = isDouble;
        _term = term;
        _hasValue = true;
    }

    public static SortValue Missing => default;

    public bool IsMissing => !_hasValue;

    public byte[]? Term => _term;

    public static SortValue Of(long number) => new(number, false, null);

    public static SortValue Of(double number) => new(BitConverter.DoubleToInt64Bits(number), true, null);

    public static SortValue Of(byte[] term) => new(0, false, term);

    /// <summary>Compares two values that are there; numbers come before terms.</summary>
    public int CompareTo(in SortValue other)
    {
        if (_term is not null || other._term is not null)
        {
            return _term is not null && other._term is not null
                ? _term.AsSpan().SequenceCompareTo(other._term)
                : _term is null ? -1 : 1;
        }

        return _isDouble || other._isDouble ? Number.CompareTo(other.Number) : _bits.CompareTo(other._bits);
    }

    public void WriteTo(Utf8JsonWriter json, Dates.DateFormats? format)
    {
        if (!_hasValue)
        {
            json.WriteNullValue();
        }
        else if (_term is not null)
        {
            json.WriteStringValue(_term);
        }
        else if (_isDouble)
        {
            json.WriteNumberValue(Number);
        }
        else if (format is not null)
        {
            json.WriteStringValue(format.Format(_bits, new Dates.ZoneClock(TimeZoneInfo.Utc)));
        }
        else
        {
            json.WriteNumberValue(_bits);
        }
    }

    private double Number => _isDouble ? BitConverter.Int64BitsToDouble(_bits) : _bits;
}

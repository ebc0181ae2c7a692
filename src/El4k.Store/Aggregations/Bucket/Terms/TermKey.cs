namespace El4k.Store.Aggregations.Bucket.Terms;

/// <summary>The value of a bucket: a whole number, a number, or a term's bytes.</summary>
/// <remarks>Numbers come before terms; terms are compared by their bytes.</remarks>
internal readonly struct TermKey : IEquatable<TermKey>, IComparable<TermKey>
{
    private readonly long _bits;

    private TermKey(TermKeyKind kind, long bits, byte[]? term)
    {
        Kind = kind;
        _bits = bits;
        Term = term;
    }

    public TermKeyKind Kind { get; }

    public byte[]? Term { get; }

    public long Long => _bits;

    public double Number => Kind == TermKeyKind.Double ? BitConverter.Int64BitsToDouble(_bits) : _bits;

    public static TermKey Of(long number) => new(TermKeyKind.Long, number, null);

    public static TermKey Of(double number) => new(TermKeyKind.Double, BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number), null);

    public static TermKey Of(byte[] term) => new(TermKeyKind.Term, 0, term);

    /// <summary>The key as a double, for answers that have both kinds of numbers.</summary>
    public TermKey Widened() => Kind == TermKeyKind.Long ? Of((double)Long) : this;

    public bool Equals(TermKey other) =>
        Kind == other.Kind && _bits == other._bits && (Term is null || Term.AsSpan().SequenceEqual(other.Term));

    public override bool Equals(object? obj) => obj is TermKey other && Equals(other);

    public override int GetHashCode() => Term is null ? StableHash.Of(_bits).GetHashCode() : StableHash.Of(Term).GetHashCode();

    public int CompareTo(TermKey other)
    {
        if (Kind == TermKeyKind.Term || other.Kind == TermKeyKind.Term)
        {
            return Kind != other.Kind ? Kind.CompareTo(other.Kind) : Term.AsSpan().SequenceCompareTo(other.Term);
        }

        return Kind == TermKeyKind.Long && other.Kind == TermKeyKind.Long ? Long.CompareTo(other.Long) : Number.CompareTo(other.Number);
    }

    public static bool operator ==(TermKey left, TermKey right) => left.Equals(right);

    public static bool operator !=(TermKey left, TermKey right) => !left.Equals(right);

    public static bool operator <(TermKey left, TermKey right) => left.CompareTo(right) < 0;

    public static bool operator >(TermKey left, TermKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(TermKey left, TermKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TermKey left, TermKey right) => left.CompareTo(right) >= 0;
}

namespace El4k.Store.Aggregations;

/// <summary>Count, sum, least and greatest of some numbers.</summary>
internal struct Statistics
{
    public long Count;
    public double Sum;
    public double SumOfSquares;
    public double Min = double.PositiveInfinity;
    public double Max = double.NegativeInfinity;

    public Statistics()
    {
    }

    public readonly double Average => Count == 0 ? double.NaN : Sum / Count;

    public void Add(double value)
    {
        Count++;
        Sum += value;
        SumOfSquares += value * value;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
    }

    public void Merge(in Statistics other)
    {
        Count += other.Count;
        Sum += other.Sum;
        SumOfSquares += other.SumOfSquares;
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
    }
}

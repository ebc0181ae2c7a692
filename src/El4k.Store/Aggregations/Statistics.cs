namespace El4k.Store.Aggregations;

/// <summary>Count, sum, least and greatest of some numbers.</summary>
internal struct Statistics
{
    public long Count;
    public double Sum;
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
        // Plain comparisons: columns hold no NaN, and Math.Min would care for it in every row.
        if (value < Min)
        {
            Min = value;
        }

        if (value > Max)
        {
            Max = value;
        }
    }

    public void Merge(in Statistics other)
    {
        Count += other.Count;
        Sum += other.Sum;
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
    }
}

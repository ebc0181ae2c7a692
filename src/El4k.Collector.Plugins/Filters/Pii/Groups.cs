namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>The lengths of the groups of digits of a number, of which there are seven at most; more make it no number.</summary>
internal struct Groups
{
    private const int MostGroups = 7;
    private const int BitsEach = 4;

    private uint _lengths;

    /// <summary>How many groups there are.</summary>
    public int Count { get; private set; }

    /// <summary>The length of the first one.</summary>
    public readonly int First => At(0);

    /// <summary>The length of the shortest one.</summary>
    public readonly int Shortest
    {
        get
        {
            var shortest = int.MaxValue;
            for (var i = 0; i < Math.Min(Count, MostGroups); i++)
            {
                shortest = Math.Min(shortest, At(i));
            }

            return shortest;
        }
    }

    /// <summary>Whether they are those of a date, 2026-01-31 or 31.01.2026.</summary>
    public readonly bool AreDate => Is(4, 2, 2) || Is(2, 2, 4);

    /// <summary>Whether they are five of two digits, as the French write them.</summary>
    public readonly bool ArePairs => Is(2, 2, 2, 2, 2);

    /// <summary>Adds a group.</summary>
    public void Add(int length)
    {
        if (Count < MostGroups)
        {
            _lengths |= (uint)Math.Min(length, 15) << (Count * BitsEach);
        }

        Count++;
    }

    /// <summary>Whether they have just these lengths.</summary>
    public readonly bool Is(params ReadOnlySpan<int> lengths)
    {
        if (Count != lengths.Length)
        {
            return false;
        }

        for (var i = 0; i < lengths.Length; i++)
        {
            if (At(i) != lengths[i])
            {
                return false;
            }
        }

        return true;
    }

    private readonly int At(int index) => (int)(_lengths >> (index * BitsEach)) & 15;
}

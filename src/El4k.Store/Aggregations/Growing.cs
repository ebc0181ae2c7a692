namespace El4k.Store.Aggregations;

/// <summary>Arrays that grow to the number of buckets seen.</summary>
internal static class Growing
{
    public static void Ensure<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            Array.Resize(ref array, Math.Max(count, array.Length * 2));
        }
    }
}

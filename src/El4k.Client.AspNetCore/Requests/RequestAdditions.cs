namespace El4k.Client.AspNetCore.Requests;

/// <summary>The fields and measurements an endpoint has added to its request. Any thread.</summary>
internal sealed class RequestAdditions
{
    private readonly Lock _gate = new();
    private readonly List<El4kField> _fields = new(2);
    private readonly List<TimedWork> _timed = new(1);

    public void Set(in El4kField field)
    {
        lock (_gate)
        {
            _fields.Add(field);
        }
    }

    public void Add(string name, TimeSpan elapsed)
    {
        lock (_gate)
        {
            var work = _timed.Find(known => known.Name == name);
            if (work is null)
            {
                work = new TimedWork(name);
                _timed.Add(work);
            }

            work.Elapsed += elapsed;
            work.Calls++;
        }
    }

    /// <summary>Copies everything, as far as there is room: measurements first, then fields, in the order they were set.</summary>
    /// <returns>How many fields were copied.</returns>
    public int CopyTo(Span<El4kField> target)
    {
        lock (_gate)
        {
            var count = 0;
            foreach (var work in _timed)
            {
                if (count + 2 <= target.Length)
                {
                    target[count++] = new El4kField(work.MillisecondsName, (long)work.Elapsed.TotalMilliseconds);
                    target[count++] = new El4kField(work.CallsName, work.Calls);
                }
            }

            foreach (var field in _fields)
            {
                if (count < target.Length)
                {
                    target[count++] = field;
                }
            }

            return count;
        }
    }
}

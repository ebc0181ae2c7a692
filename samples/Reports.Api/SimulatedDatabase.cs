namespace Reports.Api;

/// <summary>Stands for the database: takes the time a report's queries would take, and fails now and then.</summary>
internal sealed class SimulatedDatabase
{
    private const double CustomerFactorOfTheLarge = 2.5;

    private readonly Lock _gate = new();
    private readonly Random _random = new(4);
    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>Decides how one run of a report will go: the larger a customer's data, the longer it takes.</summary>
    public (TimeSpan Database, TimeSpan Remainder, bool Fails) Plan(Report report, string? customer)
    {
        lock (_gate)
        {
            var total = report.MedianMs * Math.Exp(report.Spread * Normal());
            total *= customer is "globex" or "initech" ? CustomerFactorOfTheLarge : 1;
            var database = total * report.DatabaseShare;
            return (TimeSpan.FromMilliseconds(database), TimeSpan.FromMilliseconds(total - database), _random.NextDouble() < report.FailureRate);
        }
    }

    /// <summary>Runs one query.</summary>
    /// <exception cref="TimeoutException">The run was planned to fail.</exception>
    public async Task QueryAsync(TimeSpan takes, bool fails, CancellationToken cancellationToken)
    {
        await Task.Delay(takes, _time, cancellationToken);
        if (fails)
        {
            throw new TimeoutException("The database did not answer in time.");
        }
    }

    // Box-Muller: two uniform numbers make a normal one.
    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}

Console.WriteLine("el4k");

console.log('The benchmarks are on their way.');

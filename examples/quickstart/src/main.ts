console.log('The quick start is on its way.');
